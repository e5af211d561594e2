package dev.missioncontrol.invite.sandbox.dashboard;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.missioncontrol.invite.sandbox.part.CannotStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DashboardIT {

	@TempDir
	private Path folder;

	@Test
	void issuesTokensThatItsKeysVerify() throws Exception {
		try (Dashboard dashboard = start()) {
			SignedJWT token = SignedJWT.parse(dashboard.adminToken());
			JWKSet keys = JWKSet.parse(get(dashboard.jwkSetUri()));
			assertThat(keys.containsNonPublicKeys()).isFalse();
			assertThat(token.verify(new RSASSAVerifier(keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey())))
				.isTrue();
			JWTClaimsSet claims = token.getJWTClaimsSet();
			assertThat(claims.getIssuer()).isEqualTo(dashboard.url());
			assertThat(claims.getAudience()).containsExactly("https://api.missioncontrol.dev");
			assertThat(claims.getStringClaim("scope"))
				.isEqualTo("create:invites read:invites revoke:invites manage:policies");
			assertThat(claims.getStringClaim("https://missioncontrol.dev/organization")).isEqualTo("acme");
			assertThat(claims.getStringClaim("https://missioncontrol.dev/organization_name")).isEqualTo("Acme Inc.");
			assertThat(Duration.between(claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant()))
				.isEqualTo(Duration.ofHours(12));
		}
	}

	@Test
	void givesAFreshTokenAndALandingPage() throws Exception {
		try (Dashboard dashboard = start()) {
			assertThat(SignedJWT.parse(get(dashboard.url() + "token").strip()).getJWTClaimsSet().getSubject())
				.isEqualTo("sandbox|admin");
			JWTClaimsSet ops = SignedJWT.parse(get(dashboard.url() + "token/ops").strip()).getJWTClaimsSet();
			assertThat(ops.getStringClaim("scope")).isEqualTo("replay:notifications");
			assertThat(ops.getClaims()).doesNotContainKey("https://missioncontrol.dev/organization");
			assertThat(get(dashboard.url())).contains("You are in");
			assertThat(get(dashboard.url() + ".well-known/openid-configuration")).contains(dashboard.jwkSetUri());
		}
	}

	@Test
	void keepsItsKeyToItselfAndOverARestart() throws Exception {
		String before;
		try (Dashboard dashboard = start()) {
			before = SignedJWT.parse(dashboard.adminToken()).getHeader().getKeyID();
		}
		assertThat(Files.getPosixFilePermissions(keyFile())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
		try (Dashboard dashboard = start()) {
			assertThat(SignedJWT.parse(dashboard.adminToken()).getHeader().getKeyID()).isEqualTo(before);
		}
	}

	@Test
	void refusesABrokenKeyFile() throws Exception {
		Files.createDirectories(keyFile().getParent());
		Files.writeString(keyFile(), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
		assertThatExceptionOfType(CannotStart.class).isThrownBy(this::start).withMessageContaining("key.pem");
	}

	private Dashboard start() {
		return Dashboard.start(0, keyFile(), InstantSource.system());
	}

	private Path keyFile() {
		return this.folder.resolve("dashboard").resolve("key.pem");
	}

	private static String get(String address) throws Exception {
		try (HttpClient client = HttpClient.newHttpClient()) {
			return client
				.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
				.body();
		}
	}

}
