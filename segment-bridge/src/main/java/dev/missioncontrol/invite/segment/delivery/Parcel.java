package dev.missioncontrol.invite.segment.delivery;

import com.segment.analytics.messages.Message;

/**
 * A message on its way.
 *
 * @param key what it is about; messages of one key reach Segment in their order, one call
 * after the other
 * @param message the message
 * @param attempts how often it was tried before, without a lasting answer
 */
public record Parcel(String key, Message message, int attempts) {
}
