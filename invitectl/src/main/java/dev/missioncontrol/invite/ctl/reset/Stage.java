package dev.missioncontrol.invite.ctl.reset;

import java.util.ArrayList;
import java.util.List;

import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;

/**
 * The stages that can run again. Only the topic that feeds a stage is reset; what ops
 * replayed through it lies on a topic of its own and is left alone.
 */
enum Stage {

	/** Signs commands. */
	TOKEN_WORKER("token-worker", "token-worker", "token-worker"),

	/** Makes contacts known to Segment. */
	IDENTIFY("identify", "segment-bridge-identify", "segment-bridge"),

	/** Sends the event that leads to the e-mail. */
	TRACK("track", "segment-bridge-track", "segment-bridge"),

	/** Projects all topics to the database. */
	LEDGER("ledger", "invite-ledger", "invite-api"),

	/** Lists what failed for ops. */
	DEAD_LETTERS("dead-letters", "invite-ledger-dead-letters", "invite-api");

	private final String title;

	private final String group;

	private final String service;

	Stage(String title, String group, String service) {
		this.title = title;
		this.group = group;
		this.service = service;
	}

	/** As on the command line. */
	String title() {
		return this.title;
	}

	/** Its consumer group when nothing else is configured. */
	String group() {
		return this.group;
	}

	/** The service to stop and to start. */
	String service() {
		return this.service;
	}

	List<String> topics() {
		return switch (this) {
			case TOKEN_WORKER -> List.of(Topics.COMMANDS.name());
			case IDENTIFY -> List.of(Topics.SIGNED.name());
			case TRACK -> List.of(Topics.IDENTIFIED.name());
			case LEDGER -> Topics.all().stream().map(Topic::name).toList();
			case DEAD_LETTERS -> Topics.all().stream().map(Topic::deadLetters).toList();
		};
	}

	/** Whether all topics that the group reads are reset, those named here or not. */
	boolean readsEverything() {
		return this == LEDGER;
	}

	/** What running it again does and does not do, in sentences. */
	List<String> effects() {
		List<String> effects = new ArrayList<>();
		effects.add(switch (this) {
			case TOKEN_WORKER -> "Commands are signed again, and each appears once more on invite.signed, so"
					+ " segment-bridge identifies and tracks it again. Tokens are the same byte for byte while the key is"
					+ " the same; after a rotation the new key signs, and links of both keys work.";
			case IDENTIFY -> "Nothing is signed. Identify is sent again for each signed invite, and its track follows.";
			case TRACK -> "Nothing is signed and nobody is identified again. Track is sent again for each invite.";
			case LEDGER -> "Nothing is sent to anybody. Events that the ledger knows change none of its rows;"
					+ " those that it lacks are added.";
			case DEAD_LETTERS -> "Nothing is sent to anybody. Dead letters that are listed already change nothing;"
					+ " those that are missing are added.";
		});
		if (!"invite-api".equals(this.service)) {
			effects
				.add("Message ids stay the same: Segment drops those that it saw within the last 24 hours. Older ones"
						+ " pass; Intercom then still drops a track with the person, name and second of one that it has.");
			effects
				.add("Invites that have expired are not sent: they go to the dead letters as expired, even those that"
						+ " were delivered.");
		}
		if (this != DEAD_LETTERS) {
			effects.add("Records that cannot be read go to the dead letters once more.");
		}
		return effects;
	}

}
