package dev.missioncontrol.invite.bench.process;

import java.nio.file.Path;
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
		Path keys = this.folder.resolve("keys").resolve("signing");
		KeyFile.readOrMake(keys.resolve("0001.pem"));
		Map<String, String> settings = new HashMap<>();
		settings.put("token.keys.folder", keys.toString());
		settings.put("token.issuer", ISSUER);
		settings.put("token.audience", AUDIENCE);
		settings.put("token.claim-base-url", ISSUER);
		settings.put("token.crypto", "corretto");
		settings.put("token.instance", "bench");
		return start("token-worker", settings);
	}

	/**
	 * Starts a segment-bridge whose tracks are due at once, and waits until it is ready.
	 * @param segmentPort port of what stands where Segment does
	 * @return the service
	 */
	public ServiceProgram bridge(int segmentPort) {
		Map<String, String> settings = new HashMap<>();
		settings.put("segment.endpoint", "http://127.0.0.1:" + segmentPort + Sink.PATH);
		settings.put("segment.write-key", WRITE_KEY);
		settings.put("segment.track-delay", "0s");
		return start("segment-bridge", settings);
	}

	/**
	 * Starts an invite-api and waits until it is ready.
	 * @param postgres its database
	 * @param dashboard issues the tokens of callers
	 * @return the service
	 */
	public ServiceProgram api(PostgresServer postgres, Dashboard dashboard) {
		Map<String, String> settings = new HashMap<>();
		settings.put(Service.MANAGEMENT_PORT, Integer.toString(this.ports.next()));
		settings.put("spring.r2dbc.url", postgres.r2dbcUrl());
		settings.put("spring.r2dbc.username", PostgresServer.USER);
		settings.put("spring.flyway.url", postgres.jdbcUrl());
		settings.put("spring.flyway.user", PostgresServer.USER);
		settings.put("invite.security.issuer", dashboard.url());
		settings.put("invite.security.audience", Dashboard.API_AUDIENCE);
		settings.put("invite.security.jwk-set-uri", dashboard.jwkSetUri());
		return start("invite-api", settings);
	}

	private ServiceProgram start(String module, Map<String, String> settings) {
		int port = this.ports.next();
		settings.put("server.port", Integer.toString(port));
		settings.put("spring.kafka.bootstrap-servers", this.broker.bootstrapServers());
		return ServiceProgram
			.start(module, settings, List.of(), this.root, this.folder.resolve(module + "-" + port + ".log"))
			.awaitReady();
	}

}
