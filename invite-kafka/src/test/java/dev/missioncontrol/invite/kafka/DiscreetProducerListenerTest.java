package dev.missioncontrol.invite.kafka;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class DiscreetProducerListenerTest {

	@Test
	void saysWhereASendFailedButNotWhatItHeld(CapturedOutput output) {
		new DiscreetProducerListener().onError(new ProducerRecord<>("invite.signed", "the-key", "the-link"), null,
				new IllegalStateException("no broker"));
		assertThat(output).contains("invite.signed", "no broker").doesNotContain("the-key", "the-link");
	}

}
