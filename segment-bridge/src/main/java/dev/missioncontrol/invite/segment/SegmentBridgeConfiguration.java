package dev.missioncontrol.invite.segment;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import dev.missioncontrol.invite.kafka.trace.InviteTraces;
import dev.missioncontrol.invite.segment.analytics.AnalyticsSegmentClient;
import dev.missioncontrol.invite.segment.analytics.CallTraces;
import dev.missioncontrol.invite.segment.analytics.MeteredSegmentClient;
import dev.missioncontrol.invite.segment.analytics.Timeouts;
import dev.missioncontrol.invite.segment.delivery.Backoff;
import dev.missioncontrol.invite.segment.delivery.BatchLimits;
import dev.missioncontrol.invite.segment.delivery.DeliveringMessages;
import dev.missioncontrol.invite.segment.delivery.Outage;
import dev.missioncontrol.invite.segment.delivery.ParallelCalls;
import dev.missioncontrol.invite.segment.delivery.SegmentClient;
import dev.missioncontrol.invite.segment.notification.IdentifyingContact;
import dev.missioncontrol.invite.segment.notification.TrackingInvite;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import okhttp3.HttpUrl;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the domain to Segment.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SegmentSettings.class)
class SegmentBridgeConfiguration {

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

	@Bean
	IdentifyingContact identifyingContact(SegmentSettings settings, Clock clock) {
		return new IdentifyingContact(settings.userId(), clock);
	}

	@Bean
	TrackingInvite trackingInvite(SegmentSettings settings, Clock clock) {
		return new TrackingInvite(settings.userId(), settings.trackEvent(), clock);
	}

	@Bean
	CallTraces callTraces(InviteTraces traces) {
		return new CallTraces(traces);
	}

	@Bean
	SegmentClient segmentClient(SegmentSettings settings, MeterRegistry meters, CallTraces traces, Clock clock) {
		SegmentSettings.Timeout timeout = settings.timeout();
		return new MeteredSegmentClient(new AnalyticsSegmentClient(HttpUrl.get(settings.endpoint().toString()),
				settings.writeKey(), new Timeouts(timeout.connect(), timeout.read(), timeout.call()), clock), meters,
				traces);
	}

	@Bean
	Backoff backoff(SegmentSettings settings) {
		SegmentSettings.Retry retry = settings.retry();
		return new Backoff(retry.initialInterval(), retry.multiplier(), retry.maxInterval(), retry.jitter(),
				retry.maxRetryAfter());
	}

	@Bean
	Outage outage(Backoff backoff, Clock clock) {
		return new Outage(backoff, RandomGenerator.getDefault(), clock);
	}

	@Bean
	OutageHealthIndicator segmentHealthIndicator(Outage outage, MeterRegistry meters, Clock clock) {
		TimeGauge
			.builder("invite.segment.outage", outage, TimeUnit.MILLISECONDS,
					(each) -> each.state()
						.map((state) -> (double) Duration.between(state.since(), clock.instant()).toMillis())
						.orElse(0.0))
			.description("How long Segment has been away; 0 when it is there")
			.register(meters);
		return new OutageHealthIndicator(outage);
	}

	@Bean
	ParallelCalls parallelCalls(SegmentSettings settings) {
		return new ParallelCalls(settings.parallelCalls());
	}

	@Bean
	DeliveringMessages deliveringMessages(SegmentSettings settings, SegmentClient segment, ParallelCalls calls,
			Outage outage, Clock clock) {
		SegmentSettings.Batch batch = settings.batch();
		return new DeliveringMessages(segment,
				new BatchLimits(batch.messages(), batch.size().toBytes(), batch.messageSize().toBytes()), calls, outage,
				clock);
	}

}
