package dev.missioncontrol.invite.claim;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;

import dev.missioncontrol.invite.test.InviteFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** What no proper client sends. */
@ExtendWith(OutputCaptureExtension.class)
class RawRequestIT {

	private final Gateway gateway = Gateway.shared();

	private final String token = this.gateway.tokens().sign(InviteFixture.anInvite().build());

	@ParameterizedTest
	@ValueSource(strings = { "/claim?invite_token=%s%%zz", "/claim?invite_token=%s%%", "/claim?invite_token=%s%%00",
			"/claim?invite_token=%s{}|^", "/claim?invite_token=%s\\", "//evil.example.com/claim?invite_token=%s",
			"http://evil.example.com/?invite_token=%s", "/claim;a=b?invite_token=%s&invite_token=",
			"/claim/?invite_token=%s", "/claim?invite_token=%s&invite_token=%1$s", "/%%2e%%2e/claim?invite_token=%s",
			"*" })
	void refusesOddAddresses(String target, CapturedOutput output) throws IOException {
		String response = this.gateway.raw("GET " + target.formatted(this.token) + " HTTP/1.1\r\nHost: localhost\r\n");
		assertThat(response).startsWith("HTTP/1.1 4").doesNotContainIgnoringCase("location:");
		assertThat(output.getAll()).doesNotContain(this.token.substring(this.token.length() - 60));
	}

	@Test
	void takesNoRedirectAddressFromTheRequest() throws IOException {
		String response = this.gateway.raw("GET /claim?invite_token=" + this.token
				+ " HTTP/1.1\r\nHost: evil.example.com\r\nX-Forwarded-Host: evil.example.com\r\n"
				+ "Forwarded: host=evil.example.com;proto=http\r\n");
		assertThat(response).startsWith("HTTP/1.1 302").doesNotContain("evil");
		assertThat(URI.create(response.lines()
			.filter((line) -> line.toLowerCase(Locale.ROOT).startsWith("location:"))
			.map((line) -> line.substring("location: ".length()))
			.findFirst()
			.orElseThrow())).hasHost("localhost");
	}

	@Test
	void limitsWhatItReads() throws IOException {
		for (String request : List.of("GET /claim?a=" + "a".repeat(9000) + " HTTP/1.1\r\nHost: localhost\r\n",
				"GET /claim HTTP/1.1\r\nHost: localhost\r\nA: " + "a".repeat(17000) + "\r\n")) {
			assertThat(this.gateway.raw(request)).startsWith("HTTP/1.1 4");
		}
	}

}
