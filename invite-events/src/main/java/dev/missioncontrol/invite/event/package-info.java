/**
 * The language that all services of the invite pipeline share: events, ids, topics, the
 * JSON codec, the claim token and the chunk rule. Knows neither Spring nor Kafka.
 */
@NullMarked
package dev.missioncontrol.invite.event;

import org.jspecify.annotations.NullMarked;
