package dev.missioncontrol.invite.kafka;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What each service may do on a cluster whose broker knows who is who: read what it works
 * on, write what it is the writer of, and nothing else. Nobody may create, change or
 * delete a topic.
 */
public enum ServiceAccess {

	/** Takes commands; the ledger reads everything, the dead letters of others too. */
	INVITE_API("invite-api", Stream.concat(names(Topics.all()), Topics.all().stream().map(Topic::deadLetters)).toList(),
			Stream
				.of(names(List.of(Topics.COMMANDS, Topics.REMINDERS, Topics.CLOSED)),
						Topics.replayable().stream().map(Topic::replays),
						// What the ledger gives up; the other topics have stages of their
						// own that do.
						Topics.all()
							.stream()
							.filter((topic) -> !Topics.replayable().contains(topic))
							.map(Topic::deadLetters))
				.flatMap((topics) -> topics)
				.toList(),
			List.of("invite-ledger", "invite-ledger-dead-letters"), false),

	/** Signs. */
	TOKEN_WORKER("token-worker", stage(Topics.COMMANDS), List.of(Topics.SIGNED.name(), Topics.COMMANDS.deadLetters()),
			List.of("token-worker"), true),

	/** Tells Segment. */
	SEGMENT_BRIDGE("segment-bridge",
			Stream.of(Topics.SIGNED, Topics.IDENTIFIED).flatMap((topic) -> stage(topic).stream()).toList(),
			List.of(Topics.IDENTIFIED.name(), Topics.NOTIFICATIONS.name(), Topics.SIGNED.deadLetters(),
					Topics.IDENTIFIED.deadLetters()),
			List.of("segment-bridge-identify", "segment-bridge-track"), false),

	/** Takes clicks; it reads final states without a group, each instance all of them. */
	CLAIM_GATEWAY("claim-gateway", List.of(Topics.CLOSED.name()), List.of(Topics.CLAIMS.name()), List.of(), false);

	private static final String ANY_HOST = "*";

	private final String user;

	@SuppressWarnings("ImmutableEnumChecker") // made by List.of and toList
	private final List<String> reads;

	@SuppressWarnings("ImmutableEnumChecker")
	private final List<String> writes;

	@SuppressWarnings("ImmutableEnumChecker")
	private final List<String> groups;

	private final boolean transactional;

	ServiceAccess(String user, List<String> reads, List<String> writes, List<String> groups, boolean transactional) {
		this.user = user;
		this.reads = reads;
		this.writes = writes;
		this.groups = groups;
		this.transactional = transactional;
	}

	/**
	 * What all services may do.
	 * @return one entry per service and right
	 */
	public static List<AclBinding> all() {
		return Arrays.stream(values()).flatMap((service) -> service.bindings().stream()).toList();
	}

	/**
	 * The service's name on the cluster.
	 * @return such as {@code token-worker}
	 */
	public String user() {
		return this.user;
	}

	/**
	 * The service's name in access control entries.
	 * @return such as {@code User:token-worker}
	 */
	public String principal() {
		return "User:" + this.user;
	}

	/**
	 * The topics that it may read.
	 * @return names
	 */
	public List<String> reads() {
		return this.reads;
	}

	/**
	 * The topics that it may write. That includes writing with idempotence.
	 * @return names
	 */
	public List<String> writes() {
		return this.writes;
	}

	/**
	 * The consumer groups that it may join.
	 * @return names, as the services have them when nothing else is configured
	 */
	public List<String> groups() {
		return this.groups;
	}

	/**
	 * What it may do, for an admin client. To read or to write implies to describe.
	 * @return one entry per right
	 */
	public List<AclBinding> bindings() {
		List<AclBinding> bindings = new ArrayList<>();
		this.reads.forEach((topic) -> bindings.add(allow(ResourceType.TOPIC, topic, AclOperation.READ)));
		this.writes.forEach((topic) -> bindings.add(allow(ResourceType.TOPIC, topic, AclOperation.WRITE)));
		this.groups.forEach((group) -> bindings.add(allow(ResourceType.GROUP, group, AclOperation.READ)));
		if (this.transactional) {
			// Each instance adds its own name.
			bindings.add(new AclBinding(
					new ResourcePattern(ResourceType.TRANSACTIONAL_ID, this.user + "-", PatternType.PREFIXED),
					entry(AclOperation.WRITE)));
		}
		return List.copyOf(bindings);
	}

	private AclBinding allow(ResourceType type, String name, AclOperation operation) {
		return new AclBinding(new ResourcePattern(type, name, PatternType.LITERAL), entry(operation));
	}

	private AccessControlEntry entry(AclOperation operation) {
		return new AccessControlEntry(principal(), ANY_HOST, operation, AclPermissionType.ALLOW);
	}

	private static Stream<String> names(List<Topic<?>> topics) {
		return topics.stream().map(Topic::name);
	}

	/** What comes to a stage by either door. */
	private static List<String> stage(Topic<?> topic) {
		return List.of(topic.name(), topic.replays());
	}

}
