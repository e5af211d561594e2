package dev.missioncontrol.invite.chaos.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.missioncontrol.invite.chaos.check.History.Generation;
import dev.missioncontrol.invite.chaos.check.History.Signed;

/**
 * Histories made by hand: everything went well until told otherwise.
 */
final class HistoryFixture {

	final List<Command> commands = new ArrayList<>();

	final List<Signed> signed = new ArrayList<>();

	final Set<Generation> delivered = new HashSet<>();

	final Set<Generation> buried = new HashSet<>();

	final Set<String> refused = new HashSet<>();

	final List<SegmentMessage> messages = new ArrayList<>();

	final Map<String, Integer> mails = new HashMap<>();

	int dead;

	int expectedDead;

	long lag;

	Duration stall = Duration.ofSeconds(3);

	/** Invites {@code a}, {@code b} and so on, all delivered. */
	static HistoryFixture delivered(String... names) {
		HistoryFixture history = new HistoryFixture();
		for (String name : names) {
			history.accept(name).sign(name).send(name);
			history.delivered.add(generation(name));
			history.mails.put(person(name), 1);
		}
		return history;
	}

	HistoryFixture accept(String name) {
		return command(name, Optional.of("id-" + name), Optional.empty());
	}

	HistoryFixture command(String name, Optional<String> id, Optional<Integer> status) {
		this.commands.add(new Command(this.commands.size() + 1, person(name), id, Duration.ofMillis(2500), status));
		return this;
	}

	HistoryFixture sign(String name) {
		this.signed.add(new Signed(generation(name), person(name), "link-" + name));
		return this;
	}

	HistoryFixture send(String name) {
		this.messages.add(identify(name, "id-" + name + ":identify:1:0", true));
		this.messages.add(track(name, "id-" + name + ":track:1:0"));
		return this;
	}

	History build() {
		return new History(this.commands, this.signed, this.delivered, this.buried, this.refused, this.messages,
				this.mails, this.dead, this.expectedDead, this.lag, this.stall);
	}

	static Generation generation(String name) {
		return new Generation("id-" + name, 1);
	}

	static SegmentMessage identify(String name, String id, boolean acknowledged) {
		return new SegmentMessage(SegmentMessage.Type.IDENTIFY, id, person(name), acknowledged, "link-" + name);
	}

	static SegmentMessage track(String name, String id) {
		return new SegmentMessage(SegmentMessage.Type.TRACK, id, person(name), true, "");
	}

	static String person(String name) {
		return name + "@example.com";
	}

}
