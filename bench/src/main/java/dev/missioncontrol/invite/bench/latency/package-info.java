/**
 * How long an invite is under way.
 */
@NullMarked
package dev.missioncontrol.invite.bench.latency;

import org.jspecify.annotations.NullMarked;
