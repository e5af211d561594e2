/**
 * Replays over REST.
 */
@NullMarked
package dev.missioncontrol.invite.api.replay.web;

import org.jspecify.annotations.NullMarked;
