/**
 * Invite requests over REST.
 */
@NullMarked
package dev.missioncontrol.invite.api.invite.web;

import org.jspecify.annotations.NullMarked;
