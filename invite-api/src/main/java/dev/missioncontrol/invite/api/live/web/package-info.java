/**
 * Changes of invites as Server-Sent Events.
 */
@NullMarked
package dev.missioncontrol.invite.api.live.web;

import org.jspecify.annotations.NullMarked;
