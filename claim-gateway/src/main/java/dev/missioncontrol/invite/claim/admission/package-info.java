/**
 * Who is let in: the click, the way to the login, and the way back.
 */
@NullMarked
package dev.missioncontrol.invite.claim.admission;

import org.jspecify.annotations.NullMarked;
