package dev.missioncontrol.invite.ctl.ops;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code /v1/ops} of invite-api. Redirects are errors: the token is for one address only.
 */
public final class OpsApi implements AutoCloseable {

	private static final int PAGE = 100;

	private final HttpClient client;

	private final String base;

	private final BearerToken token;

	private final Duration timeout;

	/**
	 * Does not connect yet.
	 * @param address where invite-api is, with the prefix of a proxy if there is one
	 * @param token the caller's
	 * @param timeout longest wait for one answer, and for a connection
	 * @throws IllegalArgumentException when it is no address of a service
	 */
	public OpsApi(URI address, BearerToken token, Duration timeout) {
		String scheme = address.getScheme();
		if (!("http".equals(scheme) || "https".equals(scheme)) || address.getHost() == null
				|| address.getRawUserInfo() != null || address.getRawQuery() != null
				|| address.getRawFragment() != null) {
			throw new IllegalArgumentException(
					"--api (INVITE_API_URL) must be an address such as https://invites.example.com");
		}
		if (timeout.isZero() || timeout.isNegative()) {
			throw new IllegalArgumentException("--timeout must be longer than nothing");
		}
		this.base = address.toString().replaceAll("/+$", "") + "/v1/ops";
		this.token = token;
		this.timeout = timeout;
		this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(timeout).build();
	}

	/**
	 * Reads one resource.
	 * @param segments its path below {@code /v1/ops}, not yet encoded
	 * @return a JSON object
	 * @throws ApiFailure when there is no such answer
	 * @throws InterruptedException when this thread should end
	 */
	public JsonNode get(String... segments) throws ApiFailure, InterruptedException {
		return send(HttpRequest.newBuilder(uri(Map.of(), segments)).GET());
	}

	/**
	 * Posts a body. Posting it again with the same key is the same request.
	 * @param key the Idempotency-Key of the request
	 * @param body what to write as JSON
	 * @param segments the path below {@code /v1/ops}, not yet encoded
	 * @return a JSON object
	 * @throws ApiFailure when there is no such answer
	 * @throws InterruptedException when this thread should end
	 */
	public JsonNode post(UUID key, Object body, String... segments) throws ApiFailure, InterruptedException {
		return send(HttpRequest.newBuilder(uri(Map.of(), segments))
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", key.toString())
			.POST(HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
	}

	/**
	 * Reads the items of a list, page by page.
	 * @param query parameters
	 * @param limit most items
	 * @param items is given each item in turn
	 * @param segments path of the list below {@code /v1/ops}, not yet encoded
	 * @return whether there are more
	 * @throws ApiFailure when a page cannot be had
	 * @throws InterruptedException when this thread should end
	 */
	public boolean list(Map<String, String> query, long limit, Consumer<JsonNode> items, String... segments)
			throws ApiFailure, InterruptedException {
		Map<String, String> parameters = new LinkedHashMap<>(query);
		long left = limit;
		while (true) {
			parameters.put("limit", Long.toString(Math.min(left, PAGE)));
			JsonNode page = send(HttpRequest.newBuilder(uri(parameters, segments)).GET());
			for (JsonNode item : page.path("items")) {
				if (left == 0) {
					return true;
				}
				items.accept(item);
				left--;
			}
			String next = page.path("nextCursor").asString("");
			if (next.isEmpty() || left == 0) {
				return !next.isEmpty();
			}
			if (next.equals(parameters.put("cursor", next))) {
				throw new ApiFailure("invite-api gave the same page twice", ApiFailure.Kind.FINAL);
			}
		}
	}

	@Override
	public void close() {
		this.client.shutdownNow();
		this.client.close();
	}

	private URI uri(Map<String, String> query, String... segments) {
		StringBuilder address = new StringBuilder(this.base);
		for (String segment : segments) {
			address.append('/').append(encode(segment));
		}
		if (!query.isEmpty()) {
			address.append(query.entrySet()
				.stream()
				.map((each) -> each.getKey() + "=" + encode(each.getValue()))
				.collect(Collectors.joining("&", "?", "")));
		}
		return URI.create(address.toString());
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

	private JsonNode send(HttpRequest.Builder builder) throws ApiFailure, InterruptedException {
		HttpRequest request = builder.timeout(this.timeout)
			.header("Accept", "application/json, application/problem+json")
			.header("Authorization", this.token.header())
			.build();
		HttpResponse<String> response;
		try {
			response = this.client.send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (HttpTimeoutException _) {
			throw new ApiFailure("no answer from " + this.base + " within " + this.timeout.toSeconds() + " s",
					ApiFailure.Kind.PASSING);
		}
		catch (ConnectException _) {
			throw new ApiFailure("cannot connect to " + this.base, ApiFailure.Kind.UNREACHABLE);
		}
		catch (IOException ex) {
			throw new ApiFailure("lost the connection to " + this.base + ": " + ex.getMessage(),
					ApiFailure.Kind.PASSING);
		}
		if (response.statusCode() / 100 != 2) {
			throw Problems.of(response);
		}
		return object(response.body());
	}

	private JsonNode object(String body) throws ApiFailure {
		try {
			JsonNode node = JsonMapper.shared().readTree(body);
			if (node.isObject()) {
				return node;
			}
		}
		catch (JacksonException _) {
			// Said below: the parser would quote the body.
		}
		throw new ApiFailure(this.base + " does not answer as invite-api does; is --api right?", ApiFailure.Kind.FINAL);
	}

}
