/**
 * Services that are broken on purpose, to prove that the checker would see it.
 */
@NullMarked
package dev.missioncontrol.invite.chaos.broken;

import org.jspecify.annotations.NullMarked;
