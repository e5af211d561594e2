/**
 * Whether a claim token is genuine, strictly after RFC 8725.
 */
@NullMarked
package dev.missioncontrol.invite.claim.token;

import org.jspecify.annotations.NullMarked;
