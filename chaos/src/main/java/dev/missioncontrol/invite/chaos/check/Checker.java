package dev.missioncontrol.invite.chaos.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.chaos.check.Breach.Kind;
import dev.missioncontrol.invite.chaos.check.History.Generation;
import dev.missioncontrol.invite.chaos.check.History.Signed;

/**
 * Holds a run against the promises.
 */
public final class Checker {

	private final List<Breach> breaches = new ArrayList<>();

	private final History history;

	private final Limits limits;

	private final Map<String, List<Signed>> signedByPerson;

	private final Map<String, List<SegmentMessage>> messagesByPerson;

	private Checker(History history, Limits limits) {
		this.history = history;
		this.limits = limits;
		this.signedByPerson = history.signed().stream().collect(Collectors.groupingBy(Signed::person));
		this.messagesByPerson = history.messages().stream().collect(Collectors.groupingBy(SegmentMessage::person));
	}

	/**
	 * Judges a run.
	 * @param history what it left behind
	 * @param limits how long things may take
	 * @return counts and breaches
	 */
	public static Verdict check(History history, Limits limits) {
		return new Checker(history, limits).verdict();
	}

	private Verdict verdict() {
		this.history.commands().forEach(this::checkCommand);
		checkAsked();
		generations().forEach(this::checkGeneration);
		checkOrder();
		checkWhole();
		int accepted = (int) this.history.commands().stream().filter((each) -> each.inviteId().isPresent()).count();
		return new Verdict(accepted, generations().size(), this.history.delivered().size(), this.history.dead(),
				(int) this.history.commands().stream().filter(this::isLinked).count(),
				this.history.longestStall().toMillis(), this.breaches);
	}

	/** An unanswered command may have been taken, but not twice either. */
	private void checkCommand(Command command) {
		List<Signed> signed = this.signedByPerson.getOrDefault(command.person(), List.of());
		command.inviteId().ifPresent((id) -> {
			boolean found = signed.stream().anyMatch((each) -> each.generation().inviteId().equals(id));
			if (!found && !this.history.refused().contains(id)) {
				breach(Kind.ACCEPTED_NOT_SIGNED, command);
			}
		});
		signed.stream()
			.collect(Collectors.groupingBy((each) -> each.generation().number(), Collectors.counting()))
			.forEach((_, count) -> {
				if (count > 1) {
					breach(Kind.SIGNED_TWICE, command + ", " + count + " times");
				}
			});
		command.oddStatus().ifPresent((status) -> breach(Kind.ODD_ANSWER, command + ", status " + status));
		if (command.slowest().compareTo(this.limits.answer()) > 0) {
			breach(Kind.SLOW_ANSWER, command + ", " + command.slowest().toMillis() + " ms");
		}
	}

	private void checkAsked() {
		Set<String> asked = this.history.commands().stream().map(Command::person).collect(Collectors.toSet());
		this.history.signed()
			.stream()
			.filter((each) -> !asked.contains(each.person()))
			.forEach((each) -> breach(Kind.SIGNED_UNASKED, each.generation()));
	}

	private void checkGeneration(Signed signed) {
		Generation generation = signed.generation();
		List<SegmentMessage> messages = this.messagesByPerson.getOrDefault(signed.person(), List.of());
		int generations = (int) this.signedByPerson.getOrDefault(signed.person(), List.of())
			.stream()
			.map(Signed::generation)
			.distinct()
			.count();
		for (SegmentMessage.Type type : SegmentMessage.Type.values()) {
			Set<String> ids = ids(messages, type);
			if (ids.size() > generations) {
				breach(Kind.TWO_MESSAGE_IDS, generation + ", " + ids.size() + " ids of " + type);
			}
		}
		int mails = this.history.mails().getOrDefault(signed.person(), 0);
		if (mails > generations) {
			breach(Kind.MAILED_TWICE, generation + ", " + mails + " mails");
		}
		if (this.history.delivered().contains(generation)) {
			if (ids(messages, SegmentMessage.Type.IDENTIFY).isEmpty()
					|| ids(messages, SegmentMessage.Type.TRACK).isEmpty()) {
				breach(Kind.DELIVERED_NOT_SENT, generation);
			}
			else if (mails == 0) {
				breach(Kind.DELIVERED_NOT_MAILED, generation);
			}
		}
		else if (!this.history.buried().contains(generation)) {
			breach(Kind.SIGNED_NOT_ENDED, generation);
		}
	}

	private void checkOrder() {
		Set<String> identified = new HashSet<>();
		Set<String> reported = new HashSet<>();
		for (SegmentMessage message : this.history.messages()) {
			if (message.type() == SegmentMessage.Type.IDENTIFY && message.acknowledged()) {
				identified.add(message.person());
			}
			else if (message.type() == SegmentMessage.Type.TRACK && !identified.contains(message.person())
					&& reported.add(message.person())) {
				breach(Kind.TRACK_BEFORE_IDENTIFY, message.messageId());
			}
		}
	}

	private void checkWhole() {
		this.history.commands()
			.stream()
			.filter((each) -> hasOtherLink(each.person()))
			.forEach((each) -> breach(Kind.LINK_BROKEN, each));
		if (this.history.expectedDead() > 0 && this.history.dead() != this.history.expectedDead()) {
			breach(Kind.DEAD_LETTERS,
					"%d bad records, %d dead letters".formatted(this.history.expectedDead(), this.history.dead()));
		}
		if (this.history.lag() > 0) {
			breach(Kind.LAG, this.history.lag() + " records");
		}
		Duration stall = this.history.longestStall();
		if (stall.compareTo(this.limits.stall()) > 0) {
			breach(Kind.STALLED, stall.toMillis() + " ms");
		}
	}

	private boolean isLinked(Command command) {
		return command.inviteId().isPresent() && hasLink(command.person()) && !hasOtherLink(command.person());
	}

	private boolean hasLink(String person) {
		return this.messagesByPerson.getOrDefault(person, List.of())
			.stream()
			.anyMatch((each) -> each.type() == SegmentMessage.Type.IDENTIFY);
	}

	/** Whether Segment got a link that was never signed. */
	private boolean hasOtherLink(String person) {
		Set<String> links = this.signedByPerson.getOrDefault(person, List.of())
			.stream()
			.map(Signed::link)
			.collect(Collectors.toSet());
		return this.messagesByPerson.getOrDefault(person, List.of())
			.stream()
			.anyMatch((each) -> each.type() == SegmentMessage.Type.IDENTIFY && !links.contains(each.link()));
	}

	/** One record of each. */
	private Collection<Signed> generations() {
		return this.history.signed()
			.stream()
			.collect(Collectors.toMap(Signed::generation, Function.identity(), (first, _) -> first))
			.values();
	}

	private static Set<String> ids(List<SegmentMessage> messages, SegmentMessage.Type type) {
		return messages.stream()
			.filter((each) -> each.type() == type)
			.map(SegmentMessage::messageId)
			.collect(Collectors.toSet());
	}

	private void breach(Kind kind, Object subject) {
		this.breaches.add(new Breach(kind, subject.toString()));
	}

}
