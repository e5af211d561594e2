package dev.missioncontrol.invite.claim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.missioncontrol.invite.event.ClaimEvent;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteClosed;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.test.RsaKeys;
import dev.missioncontrol.invite.test.TestBroker;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * The gateway as it runs, with keys and a tenant of its own.
 */
final class Gateway implements AutoCloseable {

	static final String SECRET = "a-secret-for-tests-only";

	static final String PREVIOUS_SECRET = "a-secret-until-yesterday";

	static final String DASHBOARD = "https://dashboard.example.com/start";

	private static final EventRecords RECORDS = new EventRecords();

	private final Auth0Double auth0 = new Auth0Double();

	private final ClaimTokens tokens = new ClaimTokens(RsaKeys.generate(2048));

	private final Path keys;

	private final ConfigurableApplicationContext context;

	private Gateway(String bootstrapServers, String... more) {
		this.keys = folder();
		this.tokens.keys().writePublic(this.keys.resolve("1.pem"));
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--management.server.port=0",
				"--invite.http.drain=0s", "--spring.kafka.bootstrap-servers=" + bootstrapServers,
				"--claim.base-url=https://join.example.com", "--claim.keys.folder=" + this.keys,
				"--claim.keys.reload-every=100ms", "--claim.issuer=" + ClaimTokens.ISSUER,
				"--claim.audience=" + ClaimTokens.AUDIENCE, "--claim.dashboard-url=" + DASHBOARD,
				"--claim.status-secret=" + SECRET, "--claim.status-secret-previous=" + PREVIOUS_SECRET,
				"--claim.decision-wait=0s", "--claim.auth0.domain=" + this.auth0.domain(),
				"--claim.auth0.client-id=" + Auth0Double.CLIENT_ID, "--claim.auth0.connect-timeout=1s",
				"--claim.auth0.read-timeout=1s",
				// All tests come from one address.
				"--invite.http.rate.requests=1000000000"));
		// The same option twice would be a list of both.
		for (String setting : more) {
			String option = setting.substring(0, setting.indexOf('=') + 1);
			arguments.removeIf((other) -> other.startsWith(option));
			arguments.add(setting);
		}
		this.context = ClaimGatewayApplication.application().run(arguments.toArray(String[]::new));
	}

	/** The one that most tests share; ends with the JVM. */
	static Gateway shared() {
		return Holder.GATEWAY;
	}

	static Gateway start(String bootstrapServers, String... more) {
		return new Gateway(bootstrapServers, more);
	}

	Auth0Double auth0() {
		return this.auth0;
	}

	ClaimTokens tokens() {
		return this.tokens;
	}

	Path keys() {
		return this.keys;
	}

	Browser browser() {
		return new Browser(address());
	}

	URI address() {
		return URI.create("http://localhost:" + this.context.getEnvironment().getRequiredProperty("local.server.port"));
	}

	/** Of the actuator, on the port that is not for the public. */
	int health(String probe) {
		return new Browser(management()).call("/actuator/health/" + probe).statusCode();
	}

	URI management() {
		return URI
			.create("http://localhost:" + this.context.getEnvironment().getRequiredProperty("local.management.port"));
	}

	/** Sends a request as it is, and gives all of the response. */
	String raw(String head) throws IOException {
		try (Socket socket = new Socket(address().getHost(), address().getPort())) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream().write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	Gateway awaitReady() {
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> health("readiness") == 200);
		return this;
	}

	/** Follows the link of an invite and gives the parameters of the login page. */
	Query follow(Browser browser, Invite invite) {
		HttpResponse<String> response = browser.get("/claim?invite_token=" + this.tokens.sign(invite));
		return Query.of(response.headers().firstValue("Location").orElseThrow());
	}

	/** Ends an invite, as the ledger does, and waits until the gateway knows. */
	void close(Invite invite, InviteClosed.Reason reason, int generation, String by) {
		InviteClosed closed = new InviteClosed(invite.inviteId(), reason, Instant.now(), generation, by);
		TestBroker.shared()
			.send(List.of(RECORDS.write(Topics.CLOSED, CloudEvent.once("/invite-api", Instant.now(), closed))));
		Awaitility.await().until(() -> status(invite).body().contains("closed"));
	}

	HttpResponse<String> status(Invite invite) {
		return browser().send("GET", "/claim/status/" + invite.inviteId(), Map.of("Authorization", "Bearer " + SECRET));
	}

	/** What the rest of the pipeline heard about an invite, when it is this much. */
	List<ClaimEvent> awaitClaims(Invite invite, int count) {
		return TestBroker.shared()
			.await(Topics.CLAIMS.name(), count, (record) -> isAbout(invite, record))
			.stream()
			.map(Gateway::claim)
			.toList();
	}

	/** What it heard about an invite until this, and maybe what came at once behind. */
	List<ClaimEvent> awaitClaimsUntil(Invite invite, ClaimEvent last) {
		List<ClaimEvent> claims = new ArrayList<>();
		TestBroker.shared()
			.await(Topics.CLAIMS.name(), 1,
					(record) -> isAbout(invite, record) && claims.add(claim(record)) && claims.getLast().equals(last));
		return claims;
	}

	private static boolean isAbout(Invite invite, ConsumerRecord<byte[], byte[]> record) {
		return new String(record.key(), StandardCharsets.UTF_8).equals(invite.inviteId().toString());
	}

	private static ClaimEvent claim(ConsumerRecord<byte[], byte[]> record) {
		return ((Decoded.Event<ClaimEvent>) RECORDS.read(Topics.CLAIMS, record)).event().data();
	}

	double counted(String meter, String... tags) {
		var counter = this.context.getBean(MeterRegistry.class).find(meter).tags(tags).counter();
		return (counter != null) ? counter.count() : 0;
	}

	double gauge(String meter) {
		var gauge = this.context.getBean(MeterRegistry.class).find(meter).gauge();
		return (gauge != null) ? gauge.value() : Double.NaN;
	}

	/** Stops the gateway, not the tenant. */
	void stop() {
		this.context.close();
	}

	@Override
	public void close() {
		this.context.close();
		this.auth0.close();
	}

	private static Path folder() {
		try {
			return Files.createTempDirectory("claim-keys");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Starts the shared gateway when it is first asked for. */
	private static final class Holder {

		private static final Gateway GATEWAY = start(TestBroker.shared().bootstrapServers()).awaitReady();

	}

}
