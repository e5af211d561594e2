/**
 * What benchmarks feed to the services.
 */
@NullMarked
package dev.missioncontrol.invite.bench.load;

import org.jspecify.annotations.NullMarked;
