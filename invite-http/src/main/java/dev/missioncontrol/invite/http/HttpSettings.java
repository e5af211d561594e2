package dev.missioncontrol.invite.http;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import dev.missioncontrol.invite.http.connection.ConnectionLimits;
import dev.missioncontrol.invite.http.connection.LargeBodies;
import dev.missioncontrol.invite.http.rate.RatePolicy;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * How a service defends itself; each setting is explained in the service's file.
 */
@ConfigurationProperties("invite.http")
record HttpSettings(@DefaultValue("10000") int maxConnections, @DefaultValue("64KB") DataSize maxBody,
		@DefaultValue("5s") Duration headTimeout, @DefaultValue("10s") Duration bodyTimeout,
		@DefaultValue("30s") Duration idleTimeout, @DefaultValue("30s") Duration responseTimeout,
		@DefaultValue("1s") Duration linger, @DefaultValue("1s") Duration drain,
		@DefaultValue List<String> trustedProxies, @DefaultValue("365d") Duration hstsMaxAge,
		@DefaultValue("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'") String contentSecurityPolicy,
		@DefaultValue("https://missioncontrol.dev/problems/") String problemBase, @DefaultValue LargeBody largeBodies,
		@DefaultValue Rate rate) {

	HttpSettings {
		Assert.isTrue(!drain.isNegative(), "invite.http.drain must not be negative");
		Assert.isTrue(!hstsMaxAge.isNegative(), "invite.http.hsts-max-age must not be negative");
		Assert.hasText(contentSecurityPolicy, "invite.http.content-security-policy must not be empty");
	}

	ConnectionLimits connectionLimits() {
		return new ConnectionLimits(this.maxConnections, this.maxBody.toBytes(), this.headTimeout, this.bodyTimeout,
				this.idleTimeout, this.responseTimeout, this.linger, this.problemBase, this.largeBodies.limits());
	}

	/**
	 * Where bodies may be larger than elsewhere.
	 */
	record LargeBody(@DefaultValue List<String> paths, @DefaultValue("64MB") DataSize maxBody,
			@DefaultValue("10m") Duration timeout) {

		LargeBodies limits() {
			return new LargeBodies(Set.copyOf(this.paths), this.maxBody.toBytes(), this.timeout);
		}

	}

	/**
	 * How often one client may come.
	 */
	record Rate(@DefaultValue("0") long requests, @DefaultValue("1m") Duration period,
			@DefaultValue("50000") long clients, @DefaultValue List<String> paths) {

		Rate {
			Assert.isTrue(requests >= 0, "invite.http.rate.requests must not be negative");
		}

		RatePolicy policy() {
			return new RatePolicy(this.requests, this.period, this.clients);
		}

	}

}
