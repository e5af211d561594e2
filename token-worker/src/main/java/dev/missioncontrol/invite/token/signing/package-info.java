/**
 * Signs one invite: claims, token, link and chunks.
 */
@NullMarked
package dev.missioncontrol.invite.token.signing;

import org.jspecify.annotations.NullMarked;
