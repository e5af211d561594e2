package dev.missioncontrol.invite.claim;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.stream.Stream;

import dev.missioncontrol.invite.test.InviteFixture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class HeadersIT {

	private final Gateway gateway = Gateway.shared();

	@ParameterizedTest
	@MethodSource("paths")
	void protectsEveryResponse(String path) {
		HttpResponse<String> response = this.gateway.browser().get(path);
		HttpHeaders headers = response.headers();
		assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
		assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
		assertThat(headers.firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
		assertThat(headers.firstValue("Content-Security-Policy").orElseThrow()).startsWith("default-src 'none';")
			.contains("frame-ancestors 'none'")
			.doesNotContain("unsafe");
		assertThat(headers.firstValue("Cache-Control"))
			.hasValue(path.contains("jwks") ? "max-age=300, public" : "no-store");
		assertThat(headers.firstValue("Server")).isEmpty();
	}

	static Stream<String> paths() {
		return Stream.of("/claim?invite_token=" + Gateway.shared().tokens().sign(InviteFixture.anInvite().build()),
				"/claim?invite_token=x", "/claim", "/claim/callback", "/claim/retry", "/claim/status/x",
				"/.well-known/jwks.json", "/nothing", "/actuator/health", "/claim/%2e%2e");
	}

}
