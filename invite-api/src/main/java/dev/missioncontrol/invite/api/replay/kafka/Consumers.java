package dev.missioncontrol.invite.api.replay.kafka;

import org.apache.kafka.clients.consumer.Consumer;

/**
 * Makes consumers that belong to no group.
 */
@FunctionalInterface
interface Consumers {

	Consumer<byte[], byte[]> create();

}
