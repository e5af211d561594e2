package dev.missioncontrol.invite.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;

class ListenerMetricsTest {

	private final Map<String, Map<MetricName, Metric>> consumers = new HashMap<>();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	ListenerMetricsTest() {
		KafkaListenerEndpointRegistry registry = mock();
		MessageListenerContainer container = mock();
		given(registry.getListenerContainers()).willReturn(List.of(container));
		willAnswer((_) -> this.consumers).given(container).metrics();
		new ListenerMetrics(registry, List.of("invite.commands", "invite.signed")).bindTo(this.meters);
	}

	@Test
	void addsUpWhatAllConsumersTook() {
		took("ledger-0", "invite.commands", 100);
		took("ledger-1", "invite.commands", 50);
		took("ledger-2", "invite.signed", 7);
		assertThat(records("invite.commands")).isEqualTo(150);
		assertThat(records("invite.signed")).isEqualTo(7);
	}

	@Test
	void neverFallsWhenOneOfSeveralConsumersComesAnew() {
		took("ledger-0", "invite.commands", 100);
		Figure other = took("ledger-1", "invite.commands", 50);
		assertThat(records("invite.commands")).isEqualTo(150);
		this.consumers.remove("ledger-0");
		assertThat(records("invite.commands")).isEqualTo(150);
		other.value = 60;
		Figure anew = took("ledger-0", "invite.commands", 3);
		assertThat(records("invite.commands")).isEqualTo(163);
		anew.value = 5;
		assertThat(records("invite.commands")).isEqualTo(165);
	}

	@Test
	void knowsANewConsumerThatTookMoreThanTheOneBefore() {
		took("ledger-0", "invite.commands", 100);
		assertThat(records("invite.commands")).isEqualTo(100);
		took("ledger-0", "invite.commands", 130);
		assertThat(records("invite.commands")).isEqualTo(230);
	}

	private double records(String topic) {
		return this.meters.get("invite.stage.records").tag("topic", topic).functionCounter().count();
	}

	private Figure took(String client, String topic, double records) {
		MetricName name = new MetricName("records-consumed-total", "consumer-fetch-manager-metrics", "",
				Map.of("client-id", client, "topic", topic));
		Figure figure = new Figure(name, records);
		this.consumers.put(client, Map.of(name, figure));
		return figure;
	}

	/** What one consumer says. */
	private static final class Figure implements Metric {

		private final MetricName name;

		private double value;

		Figure(MetricName name, double value) {
			this.name = name;
			this.value = value;
		}

		@Override
		public MetricName metricName() {
			return this.name;
		}

		@Override
		public Object metricValue() {
			return this.value;
		}

	}

}
