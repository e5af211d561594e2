/**
 * The way of one invite through all services, as one trace (OpenTelemetry), and as lines
 * in the logs that belong together. Off unless a collector is named.
 */
@NullMarked
package dev.missioncontrol.invite.kafka.trace;

import org.jspecify.annotations.NullMarked;
