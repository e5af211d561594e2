package dev.missioncontrol.invite.sandbox;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.missioncontrol.invite.api.InviteApiApplication;
import dev.missioncontrol.invite.claim.ClaimGatewayApplication;
import dev.missioncontrol.invite.sandbox.auth0.Auth0Settings;
import dev.missioncontrol.invite.sandbox.dashboard.Dashboard;
import dev.missioncontrol.invite.sandbox.kafka.Broker;
import dev.missioncontrol.invite.sandbox.postgres.PostgresServer;
import dev.missioncontrol.invite.sandbox.services.Service;
import dev.missioncontrol.invite.sandbox.services.Technology;
import dev.missioncontrol.invite.segment.SegmentBridgeApplication;
import dev.missioncontrol.invite.token.TokenWorkerApplication;

/**
 * What the services and the Auth0 stand-in have to know of each other. Secrets between
 * them are new in each run.
 */
final class ServiceSettings {

	static final String WRITE_KEY = "sandbox";

	/** As racy as the real one is, and no slower than a demo should be. */
	private static final String TRACK_DELAY = "1s";

	private static final String AUDIENCE = "https://missioncontrol.dev/claim";

	private static final String CLIENT_ID = "sandbox";

	private final String clientSecret = secret();

	private final String statusSecret = secret();

	private final Ports ports;

	private final DataFolder folder;

	private final LinkKind link;

	ServiceSettings(Ports ports, DataFolder folder, LinkKind link) {
		this.ports = ports;
		this.folder = folder;
		this.link = link;
	}

	Auth0Settings auth0(String invitePublicKey) {
		return new Auth0Settings(this.ports.of(Ports.Use.AUTH0), CLIENT_ID, this.clientSecret, claimUrl(),
				this.statusSecret, Dashboard.API_AUDIENCE,
				List.of("create:invites", "read:invites", "revoke:invites", "replay:notifications", "manage:policies"),
				invitePublicKey, claimUrl(), AUDIENCE);
	}

	Service inviteApi(Broker broker, PostgresServer postgres, Dashboard dashboard, boolean withAuth0) {
		Map<String, String> settings = common(broker, Ports.Use.INVITE_API);
		manage(settings, Ports.Use.INVITE_API_MANAGEMENT);
		settings.put("spring.r2dbc.url", postgres.r2dbcUrl());
		settings.put("spring.r2dbc.username", PostgresServer.USER);
		settings.put("spring.r2dbc.pool.max-size", "8");
		settings.put("spring.flyway.url", postgres.jdbcUrl());
		settings.put("spring.flyway.user", PostgresServer.USER);
		settings.put("invite.security.issuer", dashboard.url());
		settings.put("invite.security.audience", Dashboard.API_AUDIENCE);
		settings.put("invite.security.jwk-set-uri", dashboard.jwkSetUri());
		if (withAuth0) {
			settings.put("invite.auth0.domain", this.ports.url(Ports.Use.AUTH0));
			settings.put("invite.auth0.client-id", CLIENT_ID);
			settings.put("invite.auth0.client-secret", this.clientSecret);
		}
		return new Service("invite-api", InviteApiApplication::application,
				Set.of(Technology.DATABASE, Technology.GRAPHQL, Technology.SECURITY), settings);
	}

	Service tokenWorker(Broker broker) {
		Map<String, String> settings = common(broker, Ports.Use.TOKEN_WORKER);
		settings.put("token.keys.folder", this.folder.privateKeys().toString());
		settings.put("token.issuer", claimUrl());
		settings.put("token.audience", AUDIENCE);
		settings.put("token.claim-base-url", claimUrl());
		settings.put("token.instance", "sandbox");
		settings.put("token.link", this.link.toString());
		settings.put("token.hawk.folder", this.folder.hawkKeys().toString());
		return new Service("token-worker", TokenWorkerApplication::application, Set.of(), settings);
	}

	Service claimGateway(Broker broker, Dashboard dashboard) {
		Map<String, String> settings = common(broker, Ports.Use.CLAIM_GATEWAY);
		manage(settings, Ports.Use.CLAIM_GATEWAY_MANAGEMENT);
		settings.put("claim.base-url", claimUrl());
		settings.put("claim.keys.folder", this.folder.publicKeys().toString());
		settings.put("claim.link", this.link.toString());
		settings.put("claim.hawk.folder", this.folder.hawkKeys().toString());
		settings.put("claim.issuer", claimUrl());
		settings.put("claim.audience", AUDIENCE);
		settings.put("claim.auth0.domain", this.ports.url(Ports.Use.AUTH0));
		settings.put("claim.auth0.client-id", CLIENT_ID);
		settings.put("claim.auth0.client-secret", this.clientSecret);
		settings.put("claim.auth0.audience", Dashboard.API_AUDIENCE);
		settings.put("claim.dashboard-url", dashboard.url());
		settings.put("claim.status-secret", this.statusSecret);
		return new Service("claim-gateway", ClaimGatewayApplication::application, Set.of(), settings);
	}

	Service segmentBridge(Broker broker) {
		Map<String, String> settings = common(broker, Ports.Use.SEGMENT_BRIDGE);
		settings.put("segment.endpoint", this.ports.url(Ports.Use.SEGMENT) + "/v1/batch");
		settings.put("segment.write-key", WRITE_KEY);
		settings.put("segment.track-delay", TRACK_DELAY);
		return new Service("segment-bridge", SegmentBridgeApplication::application, Set.of(), settings);
	}

	private Map<String, String> common(Broker broker, Ports.Use port) {
		Map<String, String> settings = new HashMap<>();
		settings.put("server.port", Integer.toString(this.ports.of(port)));
		settings.put("spring.kafka.bootstrap-servers", broker.bootstrapServers());
		// After a kill the next run does not wait long for the consumers of the last.
		settings.put("spring.kafka.consumer.properties.session.timeout.ms", "10000");
		settings.put("spring.kafka.consumer.heartbeat-interval", "3s");
		return settings;
	}

	private void manage(Map<String, String> settings, Ports.Use port) {
		settings.put(Service.MANAGEMENT_PORT, Integer.toString(this.ports.of(port)));
		// Nobody is sent elsewhere when a sandbox ends.
		settings.put("invite.http.drain", "0s");
	}

	private String claimUrl() {
		return this.ports.url(Ports.Use.CLAIM_GATEWAY);
	}

	private static String secret() {
		byte[] bytes = new byte[32];
		new SecureRandom().nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
