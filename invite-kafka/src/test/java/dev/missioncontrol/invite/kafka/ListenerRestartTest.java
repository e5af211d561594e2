package dev.missioncontrol.invite.kafka;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.kafka.KafkaException;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;
import org.springframework.kafka.listener.MessageListenerContainer;

import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

class ListenerRestartTest {

	private final MessageListenerContainer container = mock();

	private final KafkaListenerEndpointRegistry registry = mock();

	private final ListenerRestart restart = new ListenerRestart(this.registry, Duration.ofMillis(50));

	ListenerRestartTest() {
		given(this.registry.isRunning()).willReturn(true);
	}

	@AfterEach
	void close() {
		this.restart.close();
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NORMAL")
	void startsAgainWhatDied(Reason reason) {
		this.restart.onStopped(stopped(reason));
		verify(this.container, timeout(5_000)).start();
		inOrder(this.container).verify(this.container).stop();
	}

	@Test
	void startsOnceWhenSeveralConsumersDie() {
		this.restart.onStopped(stopped(Reason.ERROR));
		this.restart.onStopped(stopped(Reason.ERROR));
		this.restart.onStopped(stopped(Reason.FENCED));
		Awaitility.await().during(Duration.ofMillis(300)).until(() -> true);
		verify(this.container, times(1)).start();
	}

	@Test
	void startsAgainEachTimeThatItDies() {
		this.restart.onStopped(stopped(Reason.ERROR));
		verify(this.container, timeout(5_000)).start();
		this.restart.onStopped(stopped(Reason.ERROR));
		verify(this.container, timeout(5_000).times(2)).start();
	}

	@Test
	void triesUntilItStarts() {
		willThrow(new KafkaException("no broker")).willThrow(new KafkaException("no broker"))
			.willDoNothing()
			.given(this.container)
			.start();
		this.restart.onStopped(stopped(Reason.ERROR));
		verify(this.container, timeout(5_000).times(3)).start();
	}

	@Test
	void leavesAloneWhatWasStopped() {
		this.restart.onStopped(stopped(Reason.NORMAL));
		given(this.registry.isRunning()).willReturn(false);
		this.restart.onStopped(stopped(Reason.ERROR));
		Awaitility.await().during(Duration.ofMillis(300)).untilAsserted(() -> verify(this.container, never()).start());
	}

	private ConsumerStoppedEvent stopped(Reason reason) {
		return new ConsumerStoppedEvent(this, this.container, reason);
	}

}
