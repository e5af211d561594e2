package dev.missioncontrol.invite.api.deadletter;

import dev.missioncontrol.invite.event.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DeadLetterIdTest {

	@Test
	void namesAPlace() {
		DeadLetterId id = DeadLetterId.of("invite.signed.dlt", 3, 17);
		assertThat(id).hasToString("signed-3-17").isEqualTo(new DeadLetterId(Topics.SIGNED, 3, 17));
		assertThat(DeadLetterId.parse("signed-3-17")).contains(id);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "signed", "signed-3", "signed-3-", "signed--3-17", "signed-03-17", "signed-3-017",
			"signed-3-17-1", "Signed-3-17", "other-3-17", "invite.signed-3-17", "signed-3-9999999999999999999",
			"signed-9999999999-1", " signed-3-17" })
	void refusesWhatIsNone(String text) {
		assertThat(DeadLetterId.parse(text)).isEmpty();
	}

	@Test
	void knowsOnlyTopicsOfDeadLetters() {
		assertThatIllegalArgumentException().isThrownBy(() -> DeadLetterId.of("invite.signed", 3, 17));
	}

}
