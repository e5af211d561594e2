package dev.missioncontrol.invite.chaos.check;

import java.time.Duration;
import java.util.Optional;

import dev.missioncontrol.invite.chaos.check.Breach.Kind;
import dev.missioncontrol.invite.chaos.check.History.Signed;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CheckerTest {

	private final HistoryFixture history = HistoryFixture.delivered("a", "b");

	@Test
	void findsNothingWhereNothingIsWrong() {
		Verdict verdict = verdict();
		assertThat(verdict.breaches()).isEmpty();
		assertThat(verdict.isGood()).isTrue();
		assertThat(verdict.linked()).isEqualTo(2);
		assertThat(verdict.line())
			.isEqualTo("accepted=2 signed=2 delivered=2 dead=0 lost=0 duplicated=0 longest_stall_ms=3000");
	}

	@Test
	void findsAnAcceptedCommandWithoutASignedRecord() {
		this.history.accept("c");
		assertBreach(Kind.ACCEPTED_NOT_SIGNED);
		assertThat(verdict().line()).contains("lost=1 duplicated=0");
	}

	@Test
	void acceptsACommandThatWasRefused() {
		this.history.accept("c").refused.add("id-c");
		this.history.dead = 1;
		assertThat(verdict().breaches()).isEmpty();
	}

	@Test
	void findsASecondSignedRecord() {
		this.history.sign("a");
		assertBreach(Kind.SIGNED_TWICE);
		assertThat(verdict().line()).contains("lost=0 duplicated=1");
	}

	@Test
	void findsASecondSignedRecordOfACommandThatWasNeverAnswered() {
		this.history.command("c", Optional.empty(), Optional.empty()).sign("c").send("c").mails.put("c@example.com", 1);
		this.history.delivered.add(HistoryFixture.generation("c"));
		assertThat(verdict().breaches()).isEmpty();
		this.history.sign("c");
		assertBreach(Kind.SIGNED_TWICE);
	}

	@Test
	void findsASignedRecordThatNobodyAskedFor() {
		this.history.sign("c").buried.add(HistoryFixture.generation("c"));
		assertBreach(Kind.SIGNED_UNASKED);
	}

	@Test
	void findsASignedRecordThatDidNotEnd() {
		this.history.delivered.remove(HistoryFixture.generation("a"));
		assertBreach(Kind.SIGNED_NOT_ENDED);
	}

	@Test
	void acceptsADeadLetterAsAnEnd() {
		this.history.delivered.remove(HistoryFixture.generation("a"));
		this.history.buried.add(HistoryFixture.generation("a"));
		assertThat(verdict().breaches()).isEmpty();
	}

	@Test
	void findsADeliveryThatSegmentNeverSaw() {
		this.history.messages.removeIf((each) -> each.messageId().equals("id-a:track:1:0"));
		assertBreach(Kind.DELIVERED_NOT_SENT);
	}

	@Test
	void findsADeliveryWithoutAnEmail() {
		this.history.mails.remove("a@example.com");
		assertBreach(Kind.DELIVERED_NOT_MAILED);
	}

	@Test
	void findsTwoMessageIds() {
		this.history.messages.add(HistoryFixture.track("a", "another"));
		assertBreach(Kind.TWO_MESSAGE_IDS);
	}

	@Test
	void acceptsTheSameMessageIdTwice() {
		this.history.send("a");
		assertThat(verdict().breaches()).isEmpty();
	}

	@Test
	void findsTwoEmails() {
		this.history.mails.put("a@example.com", 2);
		assertBreach(Kind.MAILED_TWICE);
	}

	@Test
	void findsATrackBeforeItsIdentifyWasAcknowledged() {
		this.history.messages.clear();
		this.history.messages.add(HistoryFixture.identify("a", "id-a:identify:1:0", false));
		this.history.send("b").messages.add(HistoryFixture.track("a", "id-a:track:1:0"));
		assertBreach(Kind.TRACK_BEFORE_IDENTIFY);
		this.history.messages.add(2, HistoryFixture.identify("a", "id-a:identify:1:0", true));
		assertThat(verdict().breaches()).isEmpty();
	}

	@Test
	void findsALinkThatDidNotArriveWhole() {
		this.history.signed.removeIf((each) -> each.generation().equals(HistoryFixture.generation("a")));
		this.history.signed.add(new Signed(HistoryFixture.generation("a"), "a@example.com", "another link"));
		assertBreach(Kind.LINK_BROKEN);
		assertThat(verdict().linked()).isEqualTo(1);
	}

	@Test
	void countsDeadLettersThatWereProvoked() {
		this.history.expectedDead = 3;
		this.history.dead = 3;
		assertThat(verdict().breaches()).isEmpty();
		this.history.dead = 2;
		assertBreach(Kind.DEAD_LETTERS);
	}

	@Test
	void findsWhatWasLeftBehind() {
		this.history.lag = 1;
		assertBreach(Kind.LAG);
	}

	@Test
	void findsAStall() {
		this.history.stall = Duration.ofSeconds(61);
		assertBreach(Kind.STALLED);
	}

	@Test
	void findsSlowAnswersInABlackoutOnly() {
		assertThat(Checker.check(this.history.build(), Limits.IN_BLACKOUT).breaches()).isEmpty();
		this.history.commands
			.add(new Command(3, "c@example.com", Optional.empty(), Duration.ofMillis(3001), Optional.empty()));
		assertThat(verdict().breaches()).isEmpty();
		assertThat(Checker.check(this.history.build(), Limits.IN_BLACKOUT).breaches()).singleElement()
			.extracting(Breach::kind)
			.isEqualTo(Kind.SLOW_ANSWER);
	}

	@Test
	void findsAnAnswerThatNoFaultExplains() {
		this.history.command("c", Optional.empty(), Optional.of(401));
		assertBreach(Kind.ODD_ANSWER);
	}

	@Test
	void namesNoPersonAndNoLink() {
		this.history.sign("a").mails.clear();
		this.history.accept("c");
		assertThat(verdict().breaches().toString()).contains("id-a", "id-c").doesNotContain("@", "link-");
	}

	private void assertBreach(Kind kind) {
		assertThat(verdict().breaches()).singleElement().extracting(Breach::kind).isEqualTo(kind);
		assertThat(verdict().isGood()).isFalse();
	}

	private Verdict verdict() {
		return Checker.check(this.history.build(), Limits.UNDER_FAULTS);
	}

}
