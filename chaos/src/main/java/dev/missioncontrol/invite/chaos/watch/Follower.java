package dev.missioncontrol.invite.chaos.watch;

import dev.missioncontrol.invite.kafka.TopicPlan;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topics while the run goes on.
 */
public final class Follower implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Follower.class);

	private final TopicEvidence evidence = new TopicEvidence();

	private final TopicReader reader;

	private final Thread thread;

	private volatile boolean closed;

	private Follower(TopicReader reader) {
		this.reader = reader;
		this.thread = Thread.ofPlatform().name("follower").daemon().unstarted(this::follow);
	}

	/**
	 * Begins to follow.
	 * @param bootstrapServers the brokers
	 * @param plan how the topics are laid out
	 * @return a follower that runs
	 */
	public static Follower start(String bootstrapServers, TopicPlan plan) {
		Follower follower = new Follower(new TopicReader(bootstrapServers, plan));
		follower.thread.start();
		return follower;
	}

	/**
	 * Reads everything once more, up to what is committed now.
	 * @param bootstrapServers the brokers
	 * @param plan how the topics are laid out
	 * @return all that the topics hold
	 */
	public static TopicEvidence readAll(String bootstrapServers, TopicPlan plan) {
		TopicEvidence evidence = new TopicEvidence();
		try (TopicReader reader = new TopicReader(bootstrapServers, plan)) {
			do {
				reader.next().forEach(evidence::add);
			}
			while (!reader.isAtEnd());
		}
		return evidence;
	}

	/**
	 * What was read so far.
	 * @return grows while the follower runs
	 */
	public TopicEvidence evidence() {
		return this.evidence;
	}

	@Override
	public void close() {
		this.closed = true;
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void follow() {
		try (this.reader) {
			while (!this.closed) {
				poll();
			}
		}
	}

	private void poll() {
		try {
			this.reader.next().forEach(this.evidence::add);
		}
		catch (KafkaException ex) {
			logger.warn("The topics cannot be read at the moment: {}", ex.toString());
		}
	}

}
