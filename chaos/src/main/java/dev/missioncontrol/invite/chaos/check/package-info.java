/**
 * Judges a run by what it left behind. Knows nothing of the services.
 */
@NullMarked
package dev.missioncontrol.invite.chaos.check;

import org.jspecify.annotations.NullMarked;
