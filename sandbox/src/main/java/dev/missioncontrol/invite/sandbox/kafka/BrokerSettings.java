package dev.missioncontrol.invite.sandbox.kafka;

import java.util.Properties;

/**
 * The settings of a broker that is its own controller and serves one machine: few threads
 * and small buffers, everything kept once.
 *
 * @param port port for clients on the loopback address
 * @param controllerPort port for itself as its controller
 */
record BrokerSettings(int port, int controllerPort) {

	private static final String HOST = "127.0.0.1";

	Properties in(BrokerFolder folder) {
		Properties settings = new Properties();
		settings.setProperty("log.dirs", folder.path().toString());
		cluster(settings);
		internalTopics(settings);
		footprint(settings);
		return settings;
	}

	String bootstrapServers() {
		return HOST + ":" + this.port;
	}

	private void cluster(Properties settings) {
		String controller = BrokerFolder.CONTROLLER_LISTENER;
		settings.setProperty("process.roles", "broker,controller");
		settings.setProperty("node.id", Integer.toString(BrokerFolder.NODE_ID));
		settings.setProperty("controller.quorum.voters", BrokerFolder.NODE_ID + "@" + HOST + ":" + this.controllerPort);
		settings.setProperty("controller.listener.names", controller);
		settings.setProperty("listeners",
				"CLIENTS://%s:%d,%s://%s:%d".formatted(HOST, this.port, controller, HOST, this.controllerPort));
		settings.setProperty("advertised.listeners", "CLIENTS://%s:%d".formatted(HOST, this.port));
		settings.setProperty("inter.broker.listener.name", "CLIENTS");
		settings.setProperty("listener.security.protocol.map", "CLIENTS:PLAINTEXT,%s:PLAINTEXT".formatted(controller));
		settings.setProperty("auto.create.topics.enable", "false");
		// After a kill the controller waits this long for the broker that it remembers.
		settings.setProperty("broker.session.timeout.ms", "4000");
		settings.setProperty("broker.heartbeat.interval.ms", "1000");
	}

	private static void internalTopics(Properties settings) {
		settings.setProperty("offsets.topic.num.partitions", "3");
		settings.setProperty("offsets.topic.replication.factor", "1");
		settings.setProperty("transaction.state.log.num.partitions", "3");
		settings.setProperty("transaction.state.log.replication.factor", "1");
		settings.setProperty("transaction.state.log.min.isr", "1");
		settings.setProperty("share.coordinator.state.topic.num.partitions", "1");
		settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
		settings.setProperty("share.coordinator.state.topic.min.isr", "1");
		settings.setProperty("group.initial.rebalance.delay.ms", "0");
	}

	private static void footprint(Properties settings) {
		settings.setProperty("num.network.threads", "1");
		settings.setProperty("num.io.threads", "2");
		settings.setProperty("background.threads", "2");
		settings.setProperty("num.replica.fetchers", "1");
		settings.setProperty("num.recovery.threads.per.data.dir", "2");
		settings.setProperty("log.cleaner.dedupe.buffer.size", "2097152");
		settings.setProperty("log.cleaner.io.buffer.size", "131072");
		settings.setProperty("log.segment.bytes", "67108864");
		settings.setProperty("log.index.size.max.bytes", "1048576");
	}

}
