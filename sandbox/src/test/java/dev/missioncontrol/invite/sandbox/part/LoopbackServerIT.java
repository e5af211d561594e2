package dev.missioncontrol.invite.sandbox.part;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LoopbackServerIT {

	private final LoopbackServer server = LoopbackServer.builder()
		.get("/", (_) -> Answer.text(200, "root"))
		.get("/things/*", (request) -> Answer.text(200, request.rest() + request.query("q").orElse("")))
		.get("/broken", (_) -> {
			throw new IllegalStateException("secret detail");
		})
		.start(0);

	private final HttpClient client = HttpClient.newHttpClient();

	@AfterEach
	void stop() {
		this.client.close();
		this.server.close();
	}

	@Test
	void answersByPath() throws Exception {
		assertThat(send("GET", "/").body()).isEqualTo("root");
		assertThat(send("GET", "/things/a/b?x=1&q=%20c%26").body()).isEqualTo("a/b c&");
		assertThat(send("GET", "/nothing").statusCode()).isEqualTo(404);
	}

	@Test
	void answersHeadWithoutABody() throws Exception {
		HttpResponse<String> response = send("HEAD", "/");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEmpty();
	}

	@Test
	void namesTheMethodsThatItTakes() throws Exception {
		HttpResponse<String> response = send("POST", "/");
		assertThat(response.statusCode()).isEqualTo(405);
		assertThat(response.headers().firstValue("Allow")).contains("GET");
	}

	@Test
	void tellsNothingOfAFault() throws Exception {
		HttpResponse<String> response = send("GET", "/broken");
		assertThat(response.statusCode()).isEqualTo(500);
		assertThat(response.body()).doesNotContain("secret");
	}

	@Test
	void answersToLocalNamesOnly() throws Exception {
		assertThat(statusFor("localhost:" + this.server.port())).isEqualTo("200");
		assertThat(statusFor("127.0.0.1")).isEqualTo("200");
		assertThat(statusFor("evil.example.com:" + this.server.port())).isEqualTo("421");
	}

	@Test
	void refusesAPortThatIsTaken() {
		assertThatExceptionOfType(CannotStart.class)
			.isThrownBy(() -> LoopbackServer.builder().start(this.server.port()))
			.withMessageContaining("port " + this.server.port());
	}

	private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.server.port() + path))
			.method(method, HttpRequest.BodyPublishers.noBody())
			.build();
		return this.client.send(request, HttpResponse.BodyHandlers.ofString());
	}

	/** By hand, for the JDK's client sets the header itself. */
	private String statusFor(String host) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.server.port())) {
			String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return answer.substring(9, 12);
		}
	}

}
