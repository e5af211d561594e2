/**
 * The public keys whose signatures are accepted.
 */
@NullMarked
package dev.missioncontrol.invite.claim.keys;

import org.jspecify.annotations.NullMarked;
