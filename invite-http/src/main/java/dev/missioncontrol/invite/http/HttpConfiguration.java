package dev.missioncontrol.invite.http;

import dev.missioncontrol.invite.http.address.TrustedProxies;
import dev.missioncontrol.invite.http.connection.Refusals;
import dev.missioncontrol.invite.http.rate.RateLimit;
import dev.missioncontrol.invite.http.rate.RatePolicy;
import dev.missioncontrol.invite.http.web.HeaderPolicy;
import dev.missioncontrol.invite.http.web.RateLimitFilter;
import dev.missioncontrol.invite.http.web.SecurityHeadersFilter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the walls.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpSettings.class)
class HttpConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(HttpConfiguration.class);

	@Bean
	Refusals httpRefusals(MeterRegistry registry) {
		return (reason) -> registry.counter("invite.http.refused", "reason", reason).increment();
	}

	@Bean
	ConnectionWalls connectionWalls(HttpSettings settings, Refusals refusals, MeterRegistry registry,
			@Value("${server.http2.enabled:false}") boolean http2) {
		if (http2) {
			throw new InvalidConfigurationPropertyValueException("server.http2.enabled", true,
					"The walls of this service are for HTTP/1.1; let the proxy before it speak HTTP/2.");
		}
		ConnectionWalls walls = new ConnectionWalls(settings.connectionLimits(), refusals);
		Gauge.builder("invite.http.connections", walls, ConnectionWalls::open).register(registry);
		return walls;
	}

	@Bean
	Draining draining(ConnectionWalls walls, HttpSettings settings) {
		return new Draining(walls, settings.drain());
	}

	@Bean
	TrustedProxies trustedProxies(HttpSettings settings) {
		return new TrustedProxies(settings.trustedProxies());
	}

	@Bean
	SecurityHeadersFilter securityHeadersFilter(ObjectProvider<HeaderPolicy> policy, HttpSettings settings,
			TrustedProxies proxies) {
		return new SecurityHeadersFilter(
				policy.getIfAvailable(() -> new HeaderPolicy(settings.contentSecurityPolicy(), false)),
				settings.hstsMaxAge(), proxies);
	}

	@Bean
	@ConditionalOnExpression("${invite.http.rate.requests:0} > 0")
	RateLimitFilter rateLimitFilter(HttpSettings settings, TrustedProxies proxies, Refusals refusals,
			MeterRegistry registry, ObjectProvider<HeaderPolicy> policies, ServerProperties server) {
		if (!Ssl.isEnabled(server.getSsl()) && proxies.isEmpty()
				&& policies.stream().anyMatch(HeaderPolicy::alwaysSecure)) {
			logger.warn(
					"People come by https, so through a proxy, but invite.http.trusted-proxies is empty: "
							+ "all of them count as one client and share {} requests per {}",
					settings.rate().requests(), settings.rate().period());
		}
		RatePolicy policy = settings.rate().policy();
		RateLimit limit = new RateLimit(policy, System::nanoTime);
		Gauge.builder("invite.http.rate.clients", limit, RateLimit::clients).register(registry);
		return new RateLimitFilter(settings.rate().paths(), policy, limit, proxies, refusals);
	}

}
