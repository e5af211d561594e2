package dev.missioncontrol.invite.token.kafka;

import java.util.List;

import dev.missioncontrol.invite.event.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Signs the commands of one poll. The container has begun a transaction before and adds
 * the offsets to it afterwards, so that links, dead letters and progress are committed
 * together or not at all. Whatever is thrown here is a fault: all of the poll is rolled
 * back and done again.
 */
class CommandListener {

	/** Name of the listener in health and logs. */
	static final String ID = "commands";

	private final RepeatedCommands repeated;

	private final HandlingCommand handling;

	private final SigningThreads threads;

	private final KafkaOperations<byte[], byte[]> kafka;

	private final WorkerMetrics metrics;

	private final RedoFromCommitted redo;

	CommandListener(RepeatedCommands repeated, HandlingCommand handling, SigningThreads threads,
			KafkaOperations<byte[], byte[]> kafka, WorkerMetrics metrics, RedoFromCommitted redo) {
		this.repeated = repeated;
		this.handling = handling;
		this.threads = threads;
		this.kafka = kafka;
		this.metrics = metrics;
		this.redo = redo;
	}

	@KafkaListener(id = ID, idIsGroup = false, topics = "#{__listener.topics()}")
	void onCommands(List<ConsumerRecord<byte[], byte[]>> records) {
		List<Outcome> outcomes = this.metrics.time(() -> outcomes(records));
		outcomes.forEach(this::send);
		afterCommit(this.metrics.counting(outcomes));
	}

	/** Reading takes all processors, too, and is done once. */
	private List<Outcome> outcomes(List<ConsumerRecord<byte[], byte[]>> records) {
		List<ReadCommand> commands = this.threads.map(records, ReadCommand::of);
		return this.threads.map(this.repeated.without(commands), this.handling::handle);
	}

	/**
	 * Where commands come from, the ones that ops send again among them; read by the
	 * annotation.
	 * @return names of topics
	 */
	public List<String> topics() {
		return List.of(Topics.COMMANDS.name(), Topics.COMMANDS.replays());
	}

	@SuppressWarnings("FutureReturnValueIgnored") // the commit waits, and fails when a
													// send did
	private void send(Outcome outcome) {
		switch (outcome) {
			case Outcome.Link link -> this.kafka.send(link.record());
			case Outcome.Letter letter -> this.kafka.send(letter.record());
			case Outcome.Nothing() -> {
			}
		}
	}

	private void afterCommit(Runnable counting) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void afterCommit() {
				counting.run();
				CommandListener.this.redo.clearThreadState();
			}
		});
	}

}
