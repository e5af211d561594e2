package dev.missioncontrol.invite.bench.load;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

import dev.missioncontrol.invite.bench.process.Services;
import dev.missioncontrol.invite.event.ChunkRule;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.EmailAddress;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteCommand;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.InviteLink;
import dev.missioncontrol.invite.event.InviteSigned;
import dev.missioncontrol.invite.event.Organization;
import dev.missioncontrol.invite.event.Role;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Invites as they come: of the size that they have in practice, each to somebody else.
 */
public final class Invites {

	private static final EventRecords RECORDS = new EventRecords();

	private static final Duration TTL = Duration.ofHours(24);

	private static final int ORGANIZATIONS = 100;

	/** Base64 makes 800 characters of them. */
	private static final int TOKEN_BYTES = 600;

	private Invites() {
	}

	/**
	 * An invite that was requested just now.
	 * @param number tells it from others
	 * @return an invite with an id of its own
	 */
	public static Invite invite(int number) {
		Instant now = Instant.now();
		int organization = number % ORGANIZATIONS;
		return new Invite(InviteId.next(), 1, new EmailAddress("ada.lovelace+" + number + "@example.com"),
				new Organization("org_5f0c1d2e3b4a59" + organization, "Analytical Engines " + organization + " Ltd."),
				new TreeSet<>(List.of(new Role("read"), new Role("write"))), "auth0|5f0c1d2e3b4a59687780", now,
				now.plus(TTL), null, new TreeMap<>());
	}

	/**
	 * The same with its link, of the length that links have.
	 * @param number tells it from others
	 * @return a signed invite; its token is none
	 */
	public static InviteSigned signed(int number) {
		byte[] token = new byte[TOKEN_BYTES];
		ThreadLocalRandom.current().nextBytes(token);
		InviteLink link = InviteLink.of(URI.create(Services.ISSUER),
				Base64.getUrlEncoder().withoutPadding().encodeToString(token));
		return new InviteSigned(invite(number), link, ChunkRule.DEFAULT.split(link), "bench");
	}

	/**
	 * Commands that ask for invites.
	 * @param from number of the first
	 * @param count how many
	 * @return records for {@link Topics#COMMANDS}
	 */
	public static List<ProducerRecord<byte[], byte[]>> commands(int from, int count) {
		return IntStream.range(from, from + count)
			.mapToObj((number) -> new InviteCommand.InviteRequested(invite(number)))
			.map((command) -> RECORDS.write(Topics.COMMANDS,
					CloudEvent.<InviteCommand>once("/invite-api", command.requestedAt(), command)))
			.toList();
	}

	/**
	 * Signed invites.
	 * @param from number of the first
	 * @param count how many
	 * @return records for {@link Topics#SIGNED}
	 */
	public static List<ProducerRecord<byte[], byte[]>> links(int from, int count) {
		return IntStream.range(from, from + count)
			.mapToObj(Invites::signed)
			.map((event) -> RECORDS.write(Topics.SIGNED,
					CloudEvent.once("/token-worker", event.invite().requestedAt(), event)))
			.toList();
	}

}
