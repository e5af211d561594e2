package dev.missioncontrol.invite.chaos.region;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import tools.jackson.databind.json.JsonMapper;

/**
 * An admin in front of one region's invite-api.
 *
 * @param api its address
 * @param token the admin's access token
 */
record Desk(URI api, String token) {

	private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	/**
	 * Invites somebody, with their address as the key: sent again, nobody is invited
	 * twice.
	 */
	HttpResponse<String> invite(String person) {
		return send("/v1/invites", "Idempotency-Key", "\"" + person + "\"",
				"{\"email\": \"" + person + "\", \"roles\": [\"write\"]}");
	}

	HttpResponse<String> revoke(String invite) {
		return send("/v1/invites/" + invite + "/revoke", "Accept", "application/json", "");
	}

	HttpResponse<String> mutate() {
		return send("/graphql", "Accept", "application/json",
				"{\"query\": \"mutation { invite_user(input: {email: \\\"x@example.com\\\", roles: [\\\"read\\\"]}) { inviteId } }\"}");
	}

	/** What the ledger says; the HTTP status where that is not 200. */
	String status(String invite) {
		HttpResponse<String> response = send(request("/v1/invites/" + invite).GET());
		return (response.statusCode() == 200) ? MAPPER.readTree(response.body()).path("status").asString("")
				: "HTTP " + response.statusCode();
	}

	static String id(HttpResponse<String> response) {
		return MAPPER.readTree(response.body()).path("inviteId").asString("");
	}

	private HttpResponse<String> send(String path, String header, String value, String body) {
		return send(request(path).header(header, value)
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(this.api.resolve(path)).header("Authorization", "Bearer " + this.token);
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return CLIENT.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
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
