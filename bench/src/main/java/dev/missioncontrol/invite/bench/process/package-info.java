/**
 * What benchmarks start: a broker, services, programs of others.
 */
@NullMarked
package dev.missioncontrol.invite.bench.process;

import org.jspecify.annotations.NullMarked;
