/**
 * What signing costs.
 */
@NullMarked
package dev.missioncontrol.invite.bench.sign;

import org.jspecify.annotations.NullMarked;
