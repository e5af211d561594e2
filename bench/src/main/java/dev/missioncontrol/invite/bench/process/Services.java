package dev.missioncontrol.invite.bench.process;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.missioncontrol.invite.chaos.process.FreePorts;
import dev.missioncontrol.invite.sandbox.dashboard.Dashboard;
import dev.missioncontrol.invite.sandbox.part.KeyFile;
import dev.missioncontrol.invite.sandbox.postgres.PostgresServer;
import dev.missioncontrol.invite.sandbox.services.Service;

/**
 * Starts services on one broker, with nothing but what they have to be told.
 *
 * @param broker the broker
 * @param ports gives the ports
 * @param root the root of the repository, where jars are
 * @param folder an own folder for logs and keys
 */
public record Services(SingleBroker broker, FreePorts ports, Path root, Path folder) {

	/** Who issues claim tokens, and where people reach claim-gateway. */
	public static final String ISSUER = "https://join.example.com";

	/** Whom claim tokens are for. */
	public static final String AUDIENCE = ISSUER + "/claim";

	/** Key of the Segment source. */
	public static final String WRITE_KEY = "bench";

	/**
	 * Starts a token-worker with a new key of 2048 bits and waits until it is ready.
	 * @return the service
	 */
	public ServiceProgram worker() {
		return start("token-worker", workerSettings());
	}

	/**
	 * Settings of a token-worker; makes its key.
	 * @return all of them
	 */
	public Map<String, String> workerSettings() {
		Path keys = this.folder.resolve("keys").resolve("signing");
		KeyFile.readOrMake(keys.resolve("0001.pem"));
		Map<String, String> settings = new HashMap<>();
		settings.put("token.keys.folder", keys.toString());
		settings.put("token.issuer", ISSUER);
		settings.put("token.audience", AUDIENCE);
		settings.put("token.claim-base-url", ISSUER);
		settings.put("token.crypto", "corretto");
		settings.put("token.instance", "bench");
		return withBroker(settings);
	}

	/**
	 * Starts a segment-bridge whose tracks are due at once, and waits until it is ready.
	 * @param segmentPort port of what stands where Segment does
	 * @return the service
	 */
	public ServiceProgram bridge(int segmentPort) {
		return start("segment-bridge", bridgeSettings(segmentPort));
	}

	/**
	 * Settings of a segment-bridge.
	 * @param segmentPort port of what stands where Segment does
	 * @return all of them
	 */
	public Map<String, String> bridgeSettings(int segmentPort) {
		Map<String, String> settings = new HashMap<>();
		settings.put("segment.endpoint", "http://127.0.0.1:" + segmentPort + Sink.PATH);
		settings.put("segment.write-key", WRITE_KEY);
		settings.put("segment.track-delay", "0s");
		return withBroker(settings);
	}

	/**
	 * Starts an invite-api and waits until it is ready.
	 * @param postgres its database
	 * @param dashboard issues the tokens of callers
	 * @return the service
	 */
	public ServiceProgram api(PostgresServer postgres, Dashboard dashboard) {
		return start("invite-api", apiSettings(postgres, dashboard));
	}

	/**
	 * Settings of an invite-api.
	 * @param postgres its database
	 * @param dashboard issues the tokens of callers
	 * @return all of them
	 */
	public Map<String, String> apiSettings(PostgresServer postgres, Dashboard dashboard) {
		Map<String, String> settings = new HashMap<>();
		settings.put(Service.MANAGEMENT_PORT, Integer.toString(this.ports.next()));
		settings.put("spring.r2dbc.url", postgres.r2dbcUrl());
		settings.put("spring.r2dbc.username", PostgresServer.USER);
		settings.put("spring.flyway.url", postgres.jdbcUrl());
		settings.put("spring.flyway.user", PostgresServer.USER);
		settings.put("invite.security.issuer", dashboard.url());
		settings.put("invite.security.audience", Dashboard.API_AUDIENCE);
		settings.put("invite.security.jwk-set-uri", dashboard.jwkSetUri());
		// All requests come from one address.
		settings.put("invite.http.rate.requests", "0");
		return withBroker(settings);
	}

	/**
	 * Starts a claim-gateway and waits until it is ready.
	 * @param publicKeys folder with the keys of links
	 * @return the service
	 */
	public ServiceProgram gateway(Path publicKeys) {
		return start("claim-gateway", gatewaySettings(publicKeys));
	}

	/**
	 * Settings of a claim-gateway.
	 * @param publicKeys folder with the keys of links
	 * @return all of them
	 */
	public Map<String, String> gatewaySettings(Path publicKeys) {
		Map<String, String> settings = new HashMap<>();
		settings.put(Service.MANAGEMENT_PORT, Integer.toString(this.ports.next()));
		settings.put("claim.base-url", ISSUER);
		settings.put("claim.issuer", ISSUER);
		settings.put("claim.audience", AUDIENCE);
		settings.put("claim.keys.folder", publicKeys.toString());
		settings.put("claim.cookie.keys", Base64.getEncoder().encodeToString(new byte[32]));
		settings.put("claim.dashboard-url", "https://dashboard.example.com/");
		settings.put("claim.auth0.domain", "example.eu.auth0.com");
		settings.put("claim.auth0.client-id", "5f0c1d2e3b4a59685f0c1d2e3b4a5968");
		settings.put("claim.auth0.audience", "https://api.example.com");
		// All clicks come from one address, and over few connections.
		settings.put("invite.http.rate.requests", "0");
		settings.put("server.netty.max-keep-alive-requests", "1000000000");
		return withBroker(settings);
	}

	/**
	 * Starts a PostgreSQL.
	 * @return a real one, with an empty database
	 */
	public PostgresServer postgres() {
		return PostgresServer.start(this.folder.resolve("postgres"), this.folder.resolve("postgres-binaries"),
				this.ports.next(), this.folder.resolve("postgres.log"));
	}

	/**
	 * Starts what issues access tokens.
	 * @return it, with a key of its own
	 */
	public Dashboard dashboard() {
		return Dashboard.start(0, this.folder.resolve("dashboard.pem"), InstantSource.system());
	}

	private ServiceProgram start(String module, Map<String, String> settings) {
		return ServiceProgram
			.start(module, settings, List.of(), this.root,
					this.folder.resolve(module + "-" + settings.get("server.port") + ".log"))
			.awaitReady();
	}

	private Map<String, String> withBroker(Map<String, String> settings) {
		settings.put("server.port", Integer.toString(this.ports.next()));
		settings.put("spring.kafka.bootstrap-servers", this.broker.bootstrapServers());
		return settings;
	}

}
