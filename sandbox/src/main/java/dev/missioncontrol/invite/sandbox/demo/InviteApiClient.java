package dev.missioncontrol.invite.sandbox.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The dashboard's side of the demo: it posts the invite and asks what became of it.
 */
final class InviteApiClient implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final URI api;

	private final String token;

	InviteApiClient(URI api, String token) {
		this.api = api;
		this.token = token;
	}

	/** Address of the new invite. */
	URI post(String email) throws IOException, InterruptedException, DemoFailed {
		String body = this.mapper.writeValueAsString(Map.of("email", email, "roles", List.of("write")));
		HttpResponse<String> response = send(HttpRequest.newBuilder(this.api.resolve("/v1/invites"))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body)));
		if (response.statusCode() != 202) {
			throw new DemoFailed("invite-api answered %d to the invite: %s".formatted(response.statusCode(),
					response.body().strip()));
		}
		return response.headers()
			.firstValue("Location")
			.map(response.uri()::resolve)
			.orElseThrow(() -> new DemoFailed("invite-api accepted the invite without a Location"));
	}

	/** Status of the invite by the ledger; the HTTP status where that is not 200. */
	String status(URI invite) throws IOException, InterruptedException {
		HttpResponse<String> response = send(HttpRequest.newBuilder(invite).GET());
		return (response.statusCode() == 200) ? this.mapper.readTree(response.body()).path("status").asString("")
				: "HTTP " + response.statusCode();
	}

	/** JSON that anybody may read. */
	JsonNode read(URI address) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
		return this.mapper.readTree(this.client.send(request, HttpResponse.BodyHandlers.ofString()).body());
	}

	@Override
	public void close() {
		this.client.close();
	}

	private HttpResponse<String> send(HttpRequest.Builder builder) throws IOException, InterruptedException {
		HttpRequest request = builder.timeout(TIMEOUT)
			.header("Accept", "application/json, application/problem+json")
			.header("Authorization", "Bearer " + this.token)
			.build();
		return this.client.send(request, HttpResponse.BodyHandlers.ofString());
	}

}
