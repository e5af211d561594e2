package dev.missioncontrol.invite.claim;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Map;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.RsaKeys;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class KeysIT {

	private final Gateway gateway = Gateway.shared();

	private final Browser browser = this.gateway.browser();

	private final Invite invite = InviteFixture.anInvite().build();

	@Test
	void publishesPublicKeysOnly() throws ParseException {
		HttpResponse<String> response = this.browser.call("/.well-known/jwks.json");
		assertThat(response.headers().firstValue("Cache-Control")).hasValue("max-age=300, public");
		JWK key = JWKSet.parse(response.body()).getKeyByKeyId(this.gateway.tokens().keys().keyId());
		assertThat(key.getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
		assertThat(key.getKeyUse()).isEqualTo(KeyUse.SIGNATURE);
		assertThat(key.isPrivate()).isFalse();
		assertThat(key.toJSONObject()).containsOnlyKeys("kty", "n", "e", "use", "alg", "kid");
	}

	@Test
	void tellsWhoHasTheKeysThatTheyAreTheSame() throws IOException {
		HttpResponse<String> first = this.browser.call("/.well-known/jwks.json");
		String tag = first.headers().firstValue("ETag").orElseThrow();
		HttpResponse<String> again = ifNoneMatch(tag);
		assertThat(again.statusCode()).isEqualTo(304);
		assertThat(again.body()).isEmpty();
		assertThat(again.headers().firstValue("ETag")).hasValue(tag);
		assertThat(again.headers().firstValue("Cache-Control")).hasValue("max-age=300, public");
		assertThat(ifNoneMatch("\"other\"").statusCode()).isEqualTo(200);
		Path file = RsaKeys.generate(2048).writePublic(this.gateway.keys().resolve("3.pem"));
		Awaitility.await().until(() -> ifNoneMatch(tag).statusCode() == 200);
		Files.delete(file);
		Awaitility.await().until(() -> ifNoneMatch(tag).statusCode() == 304);
	}

	@Test
	void keepsItsKeysWhenABadFileAppears(CapturedOutput output) throws IOException {
		double before = this.gateway.counted("invite.claim.keys.reload.failures");
		Path bad = Files.writeString(this.gateway.keys().resolve("9.pem"), "half a fi");
		Awaitility.await().until(() -> this.gateway.counted("invite.claim.keys.reload.failures") > before + 2);
		Browser management = new Browser(this.gateway.management());
		HttpResponse<String> health = management.call("/actuator/health");
		assertThat(health.statusCode()).isEqualTo(200);
		assertThat(health.body()).contains("\"status\":\"DEGRADED\"");
		assertThat(this.gateway.health("readiness")).isEqualTo(200);
		assertThat(status(this.gateway.tokens())).isEqualTo(302);
		assertThat(output.getAll().lines().filter((line) -> line.contains("9.pem"))).singleElement()
			.asString()
			.contains("WARN", "Keys stay as they are", "9.pem is not one public key in PEM (BEGIN PUBLIC KEY).");
		Files.delete(bad);
		Awaitility.await().until(() -> management.call("/actuator/health").body().contains("\"UP\""));
	}

	@Test
	void rotatesWithoutARestart() throws IOException {
		ClaimTokens next = new ClaimTokens(RsaKeys.generate(2048));
		assertThat(status(next)).isEqualTo(400);
		Path file = next.keys().writePublic(this.gateway.keys().resolve("2.pem"));
		Awaitility.await().until(() -> status(next) == 302);
		assertThat(status(this.gateway.tokens())).isEqualTo(302);
		assertThat(this.browser.call("/.well-known/jwks.json").body()).contains(next.keys().keyId());
		Files.delete(file);
		Awaitility.await().until(() -> status(next) == 400);
		assertThat(status(this.gateway.tokens())).isEqualTo(302);
	}

	private HttpResponse<String> ifNoneMatch(String tag) {
		return this.browser.send("GET", "/.well-known/jwks.json", Map.of("If-None-Match", tag));
	}

	private int status(ClaimTokens tokens) {
		return this.browser.get("/claim?invite_token=" + tokens.sign(this.invite)).statusCode();
	}

}
