package dev.missioncontrol.invite.kafka;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class ListenersHealthIndicatorTest {

	private final MessageListenerContainer container = mock();

	private final KafkaListenerEndpointRegistry registry = mock();

	ListenersHealthIndicatorTest() {
		given(this.registry.getListenerContainers()).willReturn(List.of(this.container));
		given(this.container.getListenerId()).willReturn("ledger");
		given(this.container.isAutoStartup()).willReturn(true);
		given(this.container.isRunning()).willReturn(true);
		given(this.container.isInExpectedState()).willReturn(true);
	}

	@Test
	void isUpWhileAllListenersRun() {
		assertThat(health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void isDownWhenAListenerStopped() {
		given(this.container.isRunning()).willReturn(false);
		assertThat(health().getStatus()).isEqualTo(Status.DOWN);
		assertThat(health().getDetails()).containsEntry("stopped", List.of("ledger"));
	}

	@Test
	void isDownWhenAConsumerDiedAndItsContainerDidNotNotice() {
		given(this.container.isInExpectedState()).willReturn(false);
		assertThat(health().getStatus()).isEqualTo(Status.DOWN);
	}

	@Test
	void leavesOutListenersThatAreStartedByHand() {
		given(this.container.isAutoStartup()).willReturn(false);
		given(this.container.isRunning()).willReturn(false);
		assertThat(health().getStatus()).isEqualTo(Status.UP);
	}

	private Health health() {
		return new ListenersHealthIndicator(this.registry).health();
	}

}
