package dev.missioncontrol.invite.api.reconcile.auth0;

import java.time.Clock;
import java.util.Objects;

import com.auth0.client.mgmt.ManagementApi;
import dev.missioncontrol.invite.api.mode.Mode;
import dev.missioncontrol.invite.api.reconcile.Finding;
import dev.missioncontrol.invite.api.reconcile.ReconcileTurns;
import dev.missioncontrol.invite.api.reconcile.Reconciling;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the reconciler; without credentials it stays off.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReconcileSettings.class)
class ReconcileConfiguration {

	@Bean
	ReconcileRunner reconcileRunner(ReconcileTurns turns, Reconciling reconciling, MeterRegistry meters,
			ReconcileSettings settings, Clock clock, Mode mode) {
		// From the start, so that the first one of a kind is an increase.
		for (Finding finding : Finding.values()) {
			meters.counter("invite.reconcile.sign.ups", "finding", finding.code());
		}
		return new ReconcileRunner(turns, () -> new ReconcileRound(new Auth0SignUps(api(settings), settings.pageSize()),
				reconciling, turns, meters, settings, clock), meters, settings, mode);
	}

	/** No HTTP client of our own: with one, this library forgets to try again. */
	private static ManagementApi api(ReconcileSettings settings) {
		return ManagementApi.builder()
			.url(settings.address())
			.clientCredentials(Objects.requireNonNull(settings.clientId()),
					Objects.requireNonNull(settings.clientSecret()))
			.timeout(Math.toIntExact(settings.timeout().toSeconds()))
			.maxRetries(settings.maxRetries())
			.build();
	}

}
