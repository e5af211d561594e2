package dev.missioncontrol.invite.bench.grow;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.sandbox.postgres.PostgresServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/**
 * All that the pipeline keeps of its invites: records and rows.
 *
 * @param bootstrapServers where the broker is
 * @param postgres the database
 */
record Store(String bootstrapServers, PostgresServer postgres) {

	/** What the ledger fills, as its documentation names it for a rebuild. */
	private static final String EMPTY = "truncate invite, invite_milestone, invite_closing, invite_lock, "
			+ "invite_deadline, invite_reminder, invite_generation, pending_invite, closing_outbox cascade";

	/**
	 * Forgets all invites, while the services run on: they stay as fast as they have
	 * become.
	 * @throws SQLException when the database does not
	 * @throws ExecutionException when the broker does not
	 * @throws InterruptedException when this thread should end
	 */
	void clear() throws SQLException, ExecutionException, InterruptedException {
		try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, this.bootstrapServers))) {
			List<String> topics = Stream
				.<Topic<?>>of(Topics.COMMANDS, Topics.SIGNED, Topics.IDENTIFIED, Topics.NOTIFICATIONS)
				.map(Topic::name)
				.toList();
			Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
			admin.describeTopics(topics)
				.allTopicNames()
				.get()
				.values()
				.forEach((topic) -> topic.partitions()
					.forEach((partition) -> all.put(new TopicPartition(topic.name(), partition.partition()),
							RecordsToDelete.beforeOffset(-1))));
			admin.deleteRecords(all).all().get();
		}
		try (Connection connection = DriverManager.getConnection(this.postgres.jdbcUrl(), PostgresServer.USER, "");
				Statement statement = connection.createStatement()) {
			statement.execute(EMPTY);
		}
	}

}
