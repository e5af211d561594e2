package dev.missioncontrol.invite.claim.login.auth0;

import java.net.MalformedURLException;
import java.net.URL;
import java.time.Duration;
import java.time.InstantSource;

import com.auth0.client.auth.AuthAPI;
import com.auth0.net.client.Auth0HttpClient;
import com.auth0.net.client.DefaultHttpClient;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import dev.missioncontrol.invite.claim.login.ClaimAddresses;
import dev.missioncontrol.invite.claim.login.IdentityProvider;
import dev.missioncontrol.invite.claim.login.ProviderIssuer;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auth0 as the identity provider, unless applications run the login themselves.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "claim.redirect", havingValue = "login", matchIfMissing = true)
class Auth0Configuration {

	private static final int KEYS_SIZE_LIMIT = 256 * 1024;

	@Bean
	IdentityProvider auth0IdentityProvider(Auth0Settings settings, ClaimAddresses addresses, InstantSource clock)
			throws MalformedURLException {
		IdTokenRules rules = new IdTokenRules(settings.tenant().toString(), settings.requiredClientId(),
				settings.claimNamespace(), settings.clockLeeway());
		VerifyingIdToken verifying = new VerifyingIdToken(rules, keys(settings), clock);
		return new Auth0IdentityProvider(api(settings), settings, addresses.callback(), verifying);
	}

	@Bean
	ProviderIssuer providerIssuer(Auth0Settings settings) {
		return new ProviderIssuer(settings.tenant().toString(), settings.requireIssuer());
	}

	private static AuthAPI api(Auth0Settings settings) {
		AuthAPI.Builder api = AuthAPI
			.newBuilder(settings.tenant().toString().replaceFirst("/$", ""), settings.requiredClientId())
			.withHttpClient(client(settings));
		return settings.hasClientSecret() ? api.withClientSecret(settings.clientSecret()).build() : api.build();
	}

	/** A code works once: nothing is tried twice behind our back. */
	private static Auth0HttpClient client(Auth0Settings settings) {
		return DefaultHttpClient.newBuilder()
			.withConnectTimeout(seconds(settings.connectTimeout()))
			.withReadTimeout(seconds(settings.readTimeout()))
			.withMaxRetries(0)
			.telemetryEnabled(false)
			.build();
	}

	/** Known keys outlive an outage of the tenant. */
	private static JWKSource<SecurityContext> keys(Auth0Settings settings) throws MalformedURLException {
		URL address = settings.tenant().resolve(".well-known/jwks.json").toURL();
		DefaultResourceRetriever retriever = new DefaultResourceRetriever(millis(settings.connectTimeout()),
				millis(settings.readTimeout()), KEYS_SIZE_LIMIT);
		long maxAge = settings.keysMaxAge().toMillis();
		return JWKSourceBuilder.create(address, retriever)
			.cache(maxAge, settings.readTimeout().toMillis())
			.refreshAheadCache(false)
			.rateLimited(true)
			.outageTolerant(true)
			.build();
	}

	private static int seconds(Duration duration) {
		return Math.toIntExact(duration.toSeconds());
	}

	private static int millis(Duration duration) {
		return Math.toIntExact(duration.toMillis());
	}

}
