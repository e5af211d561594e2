/**
 * What is told to the rest of the pipeline about clicks and logins.
 */
@NullMarked
package dev.missioncontrol.invite.claim.evidence;

import org.jspecify.annotations.NullMarked;
