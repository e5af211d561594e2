package dev.missioncontrol.invite.claim;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteClosed.Reason;
import dev.missioncontrol.invite.event.InviteLink;
import dev.missioncontrol.invite.event.hawk.BewitFlaw;
import dev.missioncontrol.invite.event.hawk.HawkKey;
import dev.missioncontrol.invite.event.hawk.HawkOrigin;
import dev.missioncontrol.invite.event.hawk.SigningBewit;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.TestBroker;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** With {@code claim.link=hawk}. */
@ExtendWith(OutputCaptureExtension.class)
class HawkLinkIT {

	private static final URI BASE = URI.create("https://join.example.com");

	private static final String SECRET = "0123456789abcdef0123456789abcdef";

	@TempDir
	private static Path folder;

	private static Gateway gateway;

	private final Browser browser = gateway.browser();

	private final Invite invite = InviteFixture.anInvite().build();

	@BeforeAll
	static void start() throws IOException {
		key("1");
		gateway = Gateway
			.start(TestBroker.shared().bootstrapServers(), "--claim.link=hawk", "--claim.hawk.folder=" + folder)
			.awaitReady();
	}

	@AfterAll
	static void stop() {
		gateway.close();
	}

	@Test
	void redirectsALinkThatNobodyAltered() {
		String link = sealed("1", this.invite);
		HttpResponse<String> response = this.browser.get(link);
		assertThat(response.statusCode()).isEqualTo(302);
		assertThat(Query.of(response.headers().firstValue("Location").orElseThrow()).get("invite_token"))
			.isEqualTo(gateway.tokens().sign(this.invite));
		assertThat(response.headers().firstValue("Location").orElseThrow()).doesNotContain("bewit");
		assertThat(this.browser.send("HEAD", link, Map.of()).statusCode()).isEqualTo(302);
	}

	@Test
	void refusesALinkThatWasAlteredInAnyPart() throws IOException {
		String good = sealed("1", this.invite);
		int bewit = good.indexOf("&bewit=");
		refuses(good.replace("&bewit=", "&role=admin&bewit="), "bewit_mac");
		refuses(good.replace("?invite_token", "?a=1&invite_token"), "bewit_mac");
		refuses(good + "&a=1", "bewit_mac");
		refuses(good + "&", "bewit_missing");
		refuses(good.replace("&bewit=", "?bewit="), "bewit_missing");
		refuses(good.replace("invite_token", "invite%5Ftoken"), "bewit_mac");
		refuses(good.substring(0, bewit) + "x" + good.substring(bewit), "bewit_mac");
		refuses(good.substring(0, bewit), "bewit_missing");
		refuses(good.substring(0, bewit) + "&bewit=", "bewit_empty");
		refuses(good.substring(0, good.length() - 1), "bewit_encoding");
		refuses(good + good.substring(bewit), "bewit_mac");
		refuses("/claim?" + good.substring(bewit + 1) + "&" + good.substring("/claim?".length(), bewit) + "&b",
				"bewit_mac");
		assertThat(gateway.raw("GET " + good + "#a HTTP/1.1\r\nHost: localhost\r\n")).startsWith("HTTP/1.1 4")
			.doesNotContainIgnoringCase("location:");
	}

	/** Over HTTP, some of what CheckingBewitTest tries in full. */
	@Test
	void refusesSingleCharacters() {
		String good = sealed("1", this.invite);
		Random random = new Random(8);
		for (int i = 0; i < 200; i++) {
			int at = "/claim?".length() + random.nextInt(good.length() - "/claim?".length());
			char other = "abcXYZ019-_.".charAt(random.nextInt(12));
			String bad = good.substring(0, at) + other + good.substring(at + 1);
			if (other != good.charAt(at)) {
				assertThat(this.browser.call(bad).statusCode()).as("%s at %d", other, at).isEqualTo(400);
			}
		}
	}

	@Test
	void takesHostAndPortFromItsSettings() throws IOException {
		String request = " HTTP/1.1\r\nHost: evil.example.com:81\r\nX-Forwarded-Host: evil.example.com\r\n";
		assertThat(gateway.raw("GET " + sealed("1", this.invite) + request)).startsWith("HTTP/1.1 302");
		InviteLink link = InviteLink.of(BASE, gateway.tokens().sign(this.invite));
		String elsewhere = new SigningBewit(new HawkKey("1", SECRET + "1"), new HawkOrigin("evil.example.com", 81))
			.seal(link, this.invite.expiresAt())
			.value();
		assertThat(gateway.raw("GET " + path(elsewhere) + request)).startsWith("HTTP/1.1 400");
	}

	@Test
	void refusesPlainLinks() {
		refuses("/claim?invite_token=" + gateway.tokens().sign(this.invite), "bewit_missing");
		assertThat(this.browser.call("/claim").body()).contains("invite_required");
	}

	@Test
	void refusesOtherCredentials() {
		double before = gateway.counted("invite.claim.links", "detail", "bewit_other_credentials");
		assertThat(
				this.browser.send("GET", sealed("1", this.invite), Map.of("Authorization", "Basic YTpi")).statusCode())
			.isEqualTo(400);
		assertThat(gateway.counted("invite.claim.links", "detail", "bewit_other_credentials")).isEqualTo(before + 1);
	}

	@Test
	void endsWithTheInvite() {
		Invite old = InviteFixture.anInvite()
			.requestedAt(Instant.now().minus(Duration.ofDays(2)))
			.ttl(Duration.ofHours(1))
			.build();
		expects(sealed("1", old), "invite_expired");
		gateway.close(old, Reason.ACCEPTED, 1, "auth0|1");
		expects(sealed("1", old), "invite_already_accepted");
	}

	/** Nobody makes such a link, and nobody is let in by one. */
	@Test
	void endsWithTheBewitWhateverTheTokenSays() {
		expects(sealed("1", this.invite, Instant.now().minusSeconds(1)), "invite_expired");
	}

	@Test
	void rotatesWithoutARestart() throws IOException {
		refuses(sealed("2", this.invite), "bewit_key");
		key("2");
		Awaitility.await().until(() -> this.browser.get(sealed("2", this.invite)).statusCode() == 302);
		assertThat(this.browser.get(sealed("1", this.invite)).statusCode()).isEqualTo(302);
		Files.delete(folder.resolve("2.key"));
		Awaitility.await().until(() -> this.browser.get(sealed("2", this.invite)).statusCode() == 400);
		assertThat(this.browser.get(sealed("1", this.invite)).statusCode()).isEqualTo(302);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "not a key" })
	void keepsItsKeysWhenTheFolderIsSpoiled(String secret, CapturedOutput output) throws IOException {
		double before = gateway.counted("invite.claim.hawk.reload.failures");
		Path bad = Files.move(draft("3", secret), folder.resolve("3.key"));
		Awaitility.await().until(() -> gateway.counted("invite.claim.hawk.reload.failures") > before + 2);
		Browser management = new Browser(gateway.management());
		HttpResponse<String> health = management.call("/actuator/health");
		assertThat(health.statusCode()).isEqualTo(200);
		assertThat(health.body()).contains("\"status\":\"DEGRADED\"");
		assertThat(gateway.health("readiness")).isEqualTo(200);
		assertThat(this.browser.get(sealed("1", this.invite)).statusCode()).isEqualTo(302);
		assertThat(output.getAll().lines().filter((line) -> line.contains("3.key"))).singleElement()
			.asString()
			.contains("WARN", "Hawk keys stay as they are", "the Hawk key 3.key");
		Files.delete(bad);
		Awaitility.await().until(() -> management.call("/actuator/health").body().contains("\"UP\""));
	}

	@Test
	void spendsNoRsaOnGarbage() {
		String good = sealed("1", this.invite);
		String token = gateway.tokens().sign(this.invite);
		List<String> garbage = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			garbage.add("/claim?invite_token=" + token.substring(0, token.length() - 60 + i) + "A");
			garbage.add(good.replace("&bewit=", i + "&bewit="));
			garbage.add("/claim?invite_token=" + token + "&bewit=" + ClaimTokens.base64("1\\2000000000\\" + i + "\\"));
		}
		double before = refusedForTheirBewit();
		garbage.forEach((link) -> assertThat(this.browser.call(link).statusCode()).isEqualTo(400));
		assertThat(refusedForTheirBewit() - before).as("refused before the token is looked at")
			.isEqualTo(garbage.size());
		assertThat(this.browser.get(good).statusCode()).isEqualTo(302);
	}

	/** Their tokens were not looked at. */
	private static double refusedForTheirBewit() {
		return Arrays.stream(BewitFlaw.values())
			.mapToDouble((flaw) -> gateway.counted("invite.claim.links", "detail", "bewit_" + flaw.code(), "automated",
					"false"))
			.sum();
	}

	@Test
	void logsNoBewit(CapturedOutput output) {
		String good = sealed("1", this.invite);
		this.browser.get(good);
		this.browser.get(good + "x");
		assertThat(output.getAll()).doesNotContain(good.substring(good.length() - 40), "bewit=");
	}

	private void refuses(String link, String detail) {
		double before = gateway.counted("invite.claim.links", "detail", detail, "automated", "false");
		HttpResponse<String> page = this.browser.get(link);
		assertThat(page.statusCode()).as(detail).isEqualTo(400);
		assertThat(page.headers().firstValue("Location")).isEmpty();
		assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
		assertThat(page.body()).contains("This link is not valid");
		assertThat(gateway.counted("invite.claim.links", "detail", detail, "automated", "false")).as(detail)
			.isEqualTo(before + 1);
	}

	private void expects(String link, String code) {
		HttpResponse<String> problem = this.browser.call(link);
		assertThat(problem.statusCode()).isEqualTo(410);
		assertThat(problem.headers().firstValue("Location")).isEmpty();
		assertThat(problem.body()).contains("/problems/" + code + "\"");
	}

	private static String sealed(String key, Invite invite) {
		return sealed(key, invite, invite.expiresAt());
	}

	/** As token-worker makes it. */
	private static String sealed(String key, Invite invite, Instant expiresAt) {
		InviteLink link = InviteLink.of(BASE, gateway.tokens().sign(invite));
		return path(
				new SigningBewit(new HawkKey(key, SECRET + key), HawkOrigin.of(BASE)).seal(link, expiresAt).value());
	}

	private static String path(String link) {
		return link.substring(BASE.toString().length());
	}

	private static void key(String id) throws IOException {
		Files.move(draft(id, SECRET + id), folder.resolve(id + ".key"));
	}

	private static Path draft(String id, String secret) throws IOException {
		Path draft = Files.writeString(folder.resolve(id + ".draft"), secret);
		return Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
	}

}
