package dev.missioncontrol.invite.sandbox.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import dev.missioncontrol.invite.event.ClaimToken;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteLink;
import dev.missioncontrol.invite.sandbox.demo.DemoPlaces;
import dev.missioncontrol.invite.sandbox.part.KeyFile;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.RsaKeys;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An admin's side: invites people and takes invites back.
 */
public final class Invitations implements AutoCloseable {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final HttpClient client = HttpClient.newHttpClient();

	private final DemoPlaces places;

	private final RsaKeys keys;

	private final Map<String, URI> invites = new ConcurrentHashMap<>();

	/**
	 * Sets where everything is.
	 * @param places the running sandbox
	 * @param privateKey file of the key that signs links
	 */
	public Invitations(DemoPlaces places, Path privateKey) {
		this.places = places;
		this.keys = new RsaKeys(KeyFile.readOrMake(privateKey));
	}

	/** Invites people, all at once. */
	public void invite(String... emails) {
		List.of(emails).forEach((email) -> this.invites.put(email, post(email)));
	}

	/** The page of the inbox with the e-mail for somebody, once it is there. */
	public String awaitMail(String email) {
		URI mails = this.places.inbox().resolve("/api/mails?to=" + URLEncoder.encode(email, StandardCharsets.UTF_8));
		return Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
			JsonNode mail = read(HttpRequest.newBuilder(mails)).path(0);
			return mail.isMissingNode() ? "" : this.places.inbox() + "/mails/" + mail.path("id").asLong();
		}, (page) -> !page.isEmpty());
	}

	/** Waits until the ledger says so. */
	public void awaitStatus(String email, String status) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> status(email), status::equals);
	}

	/** What the ledger says now. */
	public String status(String email) {
		return read(api(invite(email))).path("status").asString("");
	}

	/** A genuine link whose time is over. */
	public String expiredLink() {
		Invite invite = InviteFixture.anInvite()
			.requestedAt(Instant.now().minus(Duration.ofDays(2)))
			.ttl(Duration.ofHours(1))
			.build();
		JWSObject token = new JWSObject(
				new JWSHeader.Builder(JWSAlgorithm.RS256).type(new JOSEObjectType(ClaimToken.TYPE))
					.keyID(this.keys.keyId())
					.build(),
				new Payload(JSON.writeValueAsString(
						ClaimToken.of(invite, this.places.claim().toString(), "https://missioncontrol.dev/claim")
							.toClaims())));
		try {
			token.sign(new RSASSASigner(this.keys.pair().getPrivate()));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
		return this.places.claim() + InviteLink.PATH + "?" + InviteLink.TOKEN_PARAMETER + "=" + token.serialize();
	}

	/** Takes an invite back. */
	public void revoke(String email) {
		HttpResponse<String> response = send(
				api(URI.create(invite(email) + "/revoke")).POST(HttpRequest.BodyPublishers.noBody()));
		assertThat(response.statusCode()).isEqualTo(202);
	}

	@Override
	public void close() {
		this.client.close();
	}

	private URI invite(String email) {
		return Objects.requireNonNull(this.invites.get(email));
	}

	private URI post(String email) {
		String body = JSON.writeValueAsString(Map.of("email", email, "roles", List.of("write")));
		HttpResponse<String> response = send(
				api(this.places.api().resolve("/v1/invites")).header("Content-Type", "application/json")
					.POST(HttpRequest.BodyPublishers.ofString(body)));
		return response.uri().resolve(response.headers().firstValue("Location").orElseThrow());
	}

	private JsonNode read(HttpRequest.Builder request) {
		return JSON.readTree(send(request).body());
	}

	private HttpRequest.Builder api(URI address) {
		return HttpRequest.newBuilder(address).header("Authorization", "Bearer " + this.places.adminToken());
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
