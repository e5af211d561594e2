/**
 * Whether an invite costs more the more there are.
 */
@NullMarked
package dev.missioncontrol.invite.bench.grow;

import org.jspecify.annotations.NullMarked;
