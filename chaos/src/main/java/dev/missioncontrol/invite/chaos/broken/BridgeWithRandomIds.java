package dev.missioncontrol.invite.chaos.broken;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.UUID;

import dev.missioncontrol.invite.sandbox.part.Answer;
import dev.missioncontrol.invite.sandbox.part.LoopbackServer;
import dev.missioncontrol.invite.sandbox.part.Request;
import dev.missioncontrol.invite.segment.SegmentBridgeApplication;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A segment-bridge as it would be if message ids were random: whatever leaves it passes a
 * relay in the same process that gives each message another id each time.
 */
public final class BridgeWithRandomIds {

	private static final String ENDPOINT = "--segment.endpoint=";

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final URI segment;

	private BridgeWithRandomIds(URI segment) {
		this.segment = segment;
	}

	/**
	 * Runs the service.
	 * @param args its settings; {@code segment.endpoint} among them
	 */
	public static void main(String[] args) {
		String endpoint = Arrays.stream(args).filter((each) -> each.startsWith(ENDPOINT)).findFirst().orElseThrow();
		BridgeWithRandomIds relay = new BridgeWithRandomIds(URI.create(endpoint.substring(ENDPOINT.length())));
		LoopbackServer server = LoopbackServer.builder().post("/v1/batch", relay::pass).start(0);
		String[] changed = Arrays.stream(args)
			.map((each) -> each.startsWith(ENDPOINT) ? ENDPOINT + "http://127.0.0.1:" + server.port() + "/v1/batch"
					: each)
			.toArray(String[]::new);
		SegmentBridgeApplication.main(changed);
	}

	private Answer pass(Request request) throws IOException {
		try (InputStream body = request.body()) {
			JsonNode json = this.mapper.readTree(body);
			json.path("batch").forEach((each) -> ((ObjectNode) each).put("messageId", UUID.randomUUID().toString()));
			HttpRequest changed = HttpRequest.newBuilder(this.segment)
				.header("Content-Type", "application/json")
				.header("Authorization", request.header("Authorization").orElse(""))
				.POST(HttpRequest.BodyPublishers.ofByteArray(this.mapper.writeValueAsBytes(json)))
				.build();
			HttpResponse<String> response = this.client.send(changed, HttpResponse.BodyHandlers.ofString());
			return Answer.text(response.statusCode(), response.body());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Answer.text(503, "interrupted\n");
		}
	}

}
