package dev.missioncontrol.invite.segment;

import java.time.Clock;

import dev.missioncontrol.invite.segment.analytics.AnalyticsSegmentClient;
import dev.missioncontrol.invite.segment.analytics.Timeouts;
import dev.missioncontrol.invite.segment.delivery.BatchLimits;
import dev.missioncontrol.invite.segment.delivery.DeliveringMessages;
import dev.missioncontrol.invite.segment.notification.IdentifyingContact;
import dev.missioncontrol.invite.segment.notification.TrackingInvite;
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
	DeliveringMessages deliveringMessages(SegmentSettings settings) {
		SegmentSettings.Timeout timeout = settings.timeout();
		SegmentSettings.Batch batch = settings.batch();
		AnalyticsSegmentClient segment = new AnalyticsSegmentClient(HttpUrl.get(settings.endpoint().toString()),
				settings.writeKey(), new Timeouts(timeout.connect(), timeout.read(), timeout.call()));
		return new DeliveringMessages(segment,
				new BatchLimits(batch.messages(), batch.size().toBytes(), batch.messageSize().toBytes()));
	}

}
