package dev.missioncontrol.invite.chaos.watch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.missioncontrol.invite.chaos.check.History.Generation;
import dev.missioncontrol.invite.chaos.check.History.Signed;
import dev.missioncontrol.invite.event.EventType;
import dev.missioncontrol.invite.event.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the records of the topics say. Reads JSON as anybody could, not with the
 * pipeline's own codec. Safe for use by several threads.
 */
public final class TopicEvidence {

	private static final String DEAD_LETTERS = ".dlt";

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final List<Signed> signed = new ArrayList<>();

	private final Set<Generation> generations = new HashSet<>();

	private final Set<Generation> identified = new HashSet<>();

	private final Set<Generation> delivered = new HashSet<>();

	private final Set<Generation> buried = new HashSet<>();

	private final Set<String> refused = new HashSet<>();

	private final Map<TopicPartition, Long> next = new HashMap<>();

	private int dead;

	synchronized void add(ConsumerRecord<byte[], byte[]> record) {
		this.next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
		if (record.topic().endsWith(DEAD_LETTERS)) {
			this.dead++;
		}
		parse(record.value()).ifPresent((json) -> add(record, json));
	}

	private void add(ConsumerRecord<byte[], byte[]> record, JsonNode json) {
		String topic = record.topic();
		if (topic.equals(Topics.SIGNED.name())) {
			JsonNode invite = json.path("invite");
			if (invite.path("inviteId").isMissingNode()) {
				// Poison; its dead letter is looked for.
				return;
			}
			this.generations.add(generation(invite));
			this.signed.add(new Signed(generation(invite), invite.path("email").asString(""),
					Hash.of(json.path("url").asString(""))));
		}
		else if (topic.equals(Topics.IDENTIFIED.name())) {
			this.identified.add(generation(json.path("invite")));
		}
		else if (topic.equals(Topics.NOTIFICATIONS.name()) && isDelivered(record)) {
			this.delivered.add(generation(json));
		}
		else if (topic.equals(Topics.COMMANDS.deadLetters())) {
			this.refused.add(json.path("invite").path("inviteId").asString(""));
		}
		else if (topic.endsWith(DEAD_LETTERS)) {
			this.buried.add(generation(json.path("invite")));
		}
	}

	/**
	 * Committed records of {@code invite.signed}.
	 * @return a copy
	 */
	public synchronized List<Signed> signed() {
		return List.copyOf(this.signed);
	}

	/**
	 * Generations reported as delivered.
	 * @return a copy
	 */
	public synchronized Set<Generation> delivered() {
		return Set.copyOf(this.delivered);
	}

	/**
	 * Generations in the bridge's dead letters.
	 * @return a copy
	 */
	public synchronized Set<Generation> buried() {
		return Set.copyOf(this.buried);
	}

	/**
	 * Ids of invites in the dead letters of the commands.
	 * @return a copy
	 */
	public synchronized Set<String> refused() {
		return Set.copyOf(this.refused);
	}

	/**
	 * The offset after the last record of each partition.
	 * @return a copy; without partitions that hold none
	 */
	public synchronized Map<TopicPartition, Long> ends() {
		return Map.copyOf(this.next);
	}

	/**
	 * How much there is.
	 * @return numbers of this moment
	 */
	public synchronized Counts counts() {
		return new Counts(this.generations.size(), this.identified.size(), this.delivered.size(), this.dead);
	}

	private Optional<JsonNode> parse(byte @Nullable [] value) {
		if (value == null) {
			return Optional.empty();
		}
		try {
			return Optional.of(this.mapper.readTree(value));
		}
		catch (JacksonException ex) {
			return Optional.empty();
		}
	}

	private static Generation generation(JsonNode json) {
		return new Generation(json.path("inviteId").asString(""), json.path("generation").asInt(0));
	}

	private static boolean isDelivered(ConsumerRecord<byte[], byte[]> record) {
		Header type = record.headers().lastHeader("ce_type");
		return type != null
				&& EventType.NOTIFICATION_DELIVERED.wireName().equals(new String(type.value(), StandardCharsets.UTF_8));
	}

	/**
	 * Numbers.
	 *
	 * @param signed signed generations
	 * @param identified identified generations
	 * @param delivered delivered generations
	 * @param dead dead letters
	 */
	public record Counts(int signed, int identified, int delivered, int dead) {
	}

}
