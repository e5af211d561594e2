package dev.missioncontrol.invite.ctl.cluster;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How to reach a Kafka cluster.
 *
 * @param bootstrapServers some of its brokers, separated by commas
 * @param commandConfig properties for the client, such as those of TLS; null for none
 * @param timeout longest wait for an answer
 */
public record Cluster(String bootstrapServers, @Nullable Path commandConfig, Duration timeout) {
}
