package dev.missioncontrol.invite.api.reconcile.auth0;

import java.time.Clock;

import dev.missioncontrol.invite.api.mode.Mode;
import dev.missioncontrol.invite.api.reconcile.Finding;
import dev.missioncontrol.invite.api.reconcile.ReconcileTurns;
import dev.missioncontrol.invite.api.reconcile.Reconciling;
import dev.missioncontrol.invite.api.reconcile.SignUps;
import dev.missioncontrol.invite.api.tenant.auth0.Tenant;
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
	ReconcileRunner reconcileRunner(Tenant tenant, ReconcileTurns turns, Reconciling reconciling, MeterRegistry meters,
			ReconcileSettings settings, Clock clock, Mode mode) {
		// From the start, so that the first one of a kind is an increase.
		for (Finding finding : Finding.values()) {
			meters.counter("invite.reconcile.sign.ups", "finding", finding.code());
		}
		boolean enabled = settings.enabled() && tenant.isKnown() && !mode.readOnly();
		return new ReconcileRunner(turns, () -> {
			SignUps signUps = new Auth0SignUps(tenant.api(settings.timeout(), settings.maxRetries()),
					settings.pageSize());
			return new ReconcileRound(signUps, reconciling, turns, meters, settings, clock);
		}, meters, settings, enabled);
	}

}
