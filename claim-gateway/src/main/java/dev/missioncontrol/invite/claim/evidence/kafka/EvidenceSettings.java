package dev.missioncontrol.invite.claim.evidence.kafka;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;

/**
 * How much evidence waits for Kafka; each setting is explained in claim-gateway.yml.
 */
@ConfigurationProperties("claim.evidence")
record EvidenceSettings(int notes, int acceptances, int batch, Duration retryAfter, Duration drain) {

	EvidenceSettings {
		Assert.isTrue(notes >= 1 && acceptances >= 1, "claim.evidence.notes and acceptances must be 1 or more");
		Assert.isTrue(batch >= 1, "claim.evidence.batch must be 1 or more");
		Assert.isTrue(retryAfter.isPositive(), "claim.evidence.retry-after must be positive");
	}

}
