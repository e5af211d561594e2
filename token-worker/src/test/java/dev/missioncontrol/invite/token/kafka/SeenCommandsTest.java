package dev.missioncontrol.invite.token.kafka;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SeenCommandsTest {

	private final SeenCommands seen = new SeenCommands(10, 100);

	@Test
	void noticesARepetition() {
		assertThat(this.seen.repeats("a", 100)).isFalse();
		assertThat(this.seen.repeats("b", 101)).isFalse();
		assertThat(this.seen.repeats("a", 102)).isTrue();
		assertThat(this.seen.repeats("a", 103)).isTrue();
	}

	@Test
	void doesNotTakeWorkThatIsDoneAgainForARepetition() {
		this.seen.repeats("a", 100);
		this.seen.repeats("a", 101);
		assertThat(this.seen.repeats("a", 100)).isFalse();
		assertThat(this.seen.repeats("a", 101)).isTrue();
	}

	@Test
	void forgetsWhatIsOutsideOfTheWindow() {
		this.seen.repeats("a", 100);
		this.seen.skip(110);
		assertThat(this.seen.repeats("a", 111)).isFalse();
		assertThat(this.seen.repeats("a", 112)).isTrue();
	}

	@Test
	void knowsHowFarItReaches() {
		SeenCommands fresh = new SeenCommands(10, 90);
		assertThat(fresh.reaches(100)).isFalse();
		fresh.skip(99);
		assertThat(fresh.reaches(100)).isTrue();
		assertThat(fresh.reaches(101)).isFalse();
		assertThat(fresh.reaches(99)).isFalse();
		assertThat(new SeenCommands(10, 0).reaches(0)).isTrue();
	}

}
