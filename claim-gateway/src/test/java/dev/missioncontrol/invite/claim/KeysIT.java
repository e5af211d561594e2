package dev.missioncontrol.invite.claim;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.RsaKeys;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

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

	private int status(ClaimTokens tokens) {
		return this.browser.get("/claim?invite_token=" + tokens.sign(this.invite)).statusCode();
	}

}
