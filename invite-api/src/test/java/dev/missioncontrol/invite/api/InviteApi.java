package dev.missioncontrol.invite.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import dev.missioncontrol.invite.test.TestBroker;
import dev.missioncontrol.invite.test.TestPostgres;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * The service as it is in production, on a port of its own.
 *
 * @param context the application
 * @param issuer whose tokens it takes
 * @param database its database
 */
record InviteApi(ConfigurableApplicationContext context, Issuer issuer,
		TestPostgres database) implements AutoCloseable {

	/** One for all tests that change no setting. */
	static InviteApi shared() {
		return Holder.API;
	}

	/**
	 * One for all tests that write into the ledger themselves: it reads no topic and
	 * publishes nothing.
	 */
	static InviteApi quiet() {
		return Quiet.API;
	}

	static InviteApi start(TestPostgres database, String... settings) {
		return start(database, (_) -> {
		}, settings);
	}

	static InviteApi start(TestPostgres database, Consumer<SpringApplicationBuilder> customizer, String... settings) {
		Issuer issuer = new Issuer();
		List<String> all = new ArrayList<>(List.of("--server.port=0", "--management.server.port=0",
				// Most tests invite the same person and do not care.
				"--invite.policy.duplicates=allow", "--invite.http.drain=0s", "--invite.live.poll-interval=50ms",
				"--spring.kafka.bootstrap-servers=" + TestBroker.shared().bootstrapServers(),
				"--spring.r2dbc.url=" + database.r2dbcUrl(), "--spring.r2dbc.username=" + database.user(),
				"--spring.flyway.url=" + database.jdbcUrl(), "--spring.flyway.user=" + database.user(),
				"--invite.ledger.group=ledger-" + UUID.randomUUID(), "--invite.security.issuer=" + issuer.uri(),
				"--invite.security.audience=" + Issuer.AUDIENCE,
				"--invite.security.jwk-set-uri=" + issuer.jwkSetUri()));
		// The same option twice would be a list of both.
		for (String setting : settings) {
			String option = setting.substring(0, setting.indexOf('=') + 1);
			all.removeIf((other) -> other.startsWith(option));
			all.add(setting);
		}
		SpringApplicationBuilder application = InviteApiApplication.application();
		customizer.accept(application);
		return new InviteApi(application.run(all.toArray(String[]::new)), issuer, database);
	}

	String address() {
		ReactiveWebServerApplicationContext server = (ReactiveWebServerApplicationContext) this.context;
		return "http://localhost:" + server.getWebServer().getPort();
	}

	/** A client of the actuator. */
	WebTestClient management() {
		String port = this.context.getEnvironment().getRequiredProperty("local.management.port");
		return WebTestClient.bindToServer()
			.baseUrl("http://localhost:" + port)
			.responseTimeout(Duration.ofSeconds(20))
			.build();
	}

	/** A client without a token. */
	WebTestClient anonymous() {
		return WebTestClient.bindToServer().baseUrl(address()).responseTimeout(Duration.ofSeconds(20)).build();
	}

	/** A client with the token of an admin of acme who may do everything. */
	WebTestClient client() {
		return client(this.issuer.token());
	}

	WebTestClient client(String token) {
		return anonymous().mutate().defaultHeaders((headers) -> headers.setBearerAuth(token)).build();
	}

	@Override
	public void close() {
		this.context.close();
		this.issuer.close();
	}

	/** Starts the service when it is first asked for. */
	private static final class Holder {

		private static final InviteApi API = start(TestPostgres.newDatabase());

	}

	/** Starts the other one when it is first asked for. */
	private static final class Quiet {

		private static final InviteApi API = start(TestPostgres.newDatabase(),
				"--spring.kafka.listener.auto-startup=false", "--invite.ledger.closed.publish-interval=24h");

	}

}
