package dev.missioncontrol.invite.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Shows how far behind the listeners of a service are, what they take, and whether one
 * stands still: who only looks at the lag does not see a consumer that is gone. The
 * figures are those of the Kafka clients, read when somebody asks, under names of our
 * own; Micrometer's binding of the same figures finds partitions only after a minute.
 *
 * @param listeners where Spring keeps them
 * @param topics what they read
 */
public record ListenerMetrics(KafkaListenerEndpointRegistry listeners, List<String> topics) implements MeterBinder {

	private static final String LAG = "records-lag";

	private static final String CONSUMED = "records-consumed-total";

	/**
	 * Metrics of all listeners of a service.
	 */
	public ListenerMetrics {
		topics = List.copyOf(topics);
	}

	/**
	 * Counts the polls that a stage had to take again. Neither lag nor the records taken
	 * tell of a stage that takes the same ones all the time.
	 * @param meters where the counter is kept
	 * @return {@code invite.stage.redone}
	 */
	public static Counter redone(MeterRegistry meters) {
		return Counter.builder("invite.stage.redone")
			.description("Polls that this instance took again, for they met a fault")
			.register(meters);
	}

	@Override
	public void bindTo(MeterRegistry meters) {
		ListenersHealthIndicator health = new ListenersHealthIndicator(this.listeners);
		Gauge.builder("invite.listeners.stopped", health, (each) -> each.stopped().size())
			.description("Listeners of this instance that should run and do not")
			.strongReference(true)
			.register(meters);
		for (String topic : this.topics) {
			Gauge.builder("invite.stage.lag", this.listeners, (_) -> lag(topic))
				.description("Records that wait in the partitions of this instance")
				.tag("topic", topic)
				.register(meters);
			TakenRecords taken = new TakenRecords();
			FunctionCounter.builder("invite.stage.records", this.listeners, (_) -> taken.add(figures(CONSUMED, topic)))
				.description("Records that this instance took")
				.tag("topic", topic)
				.register(meters);
		}
	}

	private double lag(String topic) {
		return figures(LAG, topic).values().stream().mapToDouble(Double::doubleValue).sum();
	}

	/** The lag is one per partition; the other one per topic. */
	private Map<Metric, Double> figures(String name, String topic) {
		Map<Metric, Double> figures = new HashMap<>();
		for (MessageListenerContainer container : this.listeners.getListenerContainers()) {
			for (Map<MetricName, ? extends Metric> client : container.metrics().values()) {
				for (Map.Entry<MetricName, ? extends Metric> metric : client.entrySet()) {
					if (metric.getKey().name().equals(name) && topic.equals(metric.getKey().tags().get("topic"))
							&& metric.getValue().metricValue() instanceof Double value && Double.isFinite(value)) {
						figures.put(metric.getValue(), value);
					}
				}
			}
		}
		return figures;
	}

}
