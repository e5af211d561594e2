package dev.missioncontrol.invite.sandbox.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps cookies and follows no redirects.
 *
 * @param cookies by name
 */
record Visitor(Map<String, String> cookies) {

	static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

	private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private static final Pattern TRANSACTION = Pattern.compile("name=\"transaction\" value=\"([^\"]+)\"");

	Visitor() {
		this(new LinkedHashMap<>());
	}

	/** Follows no redirect but that to a page which explains a refusal. */
	HttpResponse<String> get(URI address) {
		HttpResponse<String> response = visit(address);
		return (response.statusCode() == 303) ? visit(address.resolve(location(response))) : response;
	}

	private HttpResponse<String> visit(URI address) {
		return send(HttpRequest.newBuilder(address).header("Accept", "text/html"));
	}

	/** Logs in at the stand-in's page, with a verified address. */
	HttpResponse<String> logIn(URI page, String email) {
		Matcher transaction = TRANSACTION.matcher(get(page).body());
		if (!transaction.find()) {
			throw new IllegalStateException("no login form");
		}
		String form = "transaction=" + transaction.group(1) + "&email_verified=true&email="
				+ URLEncoder.encode(email, StandardCharsets.UTF_8);
		return send(HttpRequest.newBuilder(page.resolve("/login"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form)));
	}

	/** Where a redirect leads. */
	static URI location(HttpResponse<?> response) {
		return response.headers()
			.firstValue("Location")
			.map(URI::create)
			.orElseThrow(() -> new IllegalStateException(
					response.uri().getPath() + " answered " + response.statusCode() + ", no redirect"));
	}

	static Map<String, String> query(URI address) {
		Map<String, String> parameters = new LinkedHashMap<>();
		for (String pair : address.getRawQuery().split("&", -1)) {
			String[] both = pair.split("=", 2);
			parameters.put(both[0], URLDecoder.decode(both[1], StandardCharsets.UTF_8));
		}
		return parameters;
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		request.timeout(REQUEST_TIMEOUT).header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0");
		if (!this.cookies.isEmpty()) {
			request.header("Cookie",
					String.join("; ", this.cookies.entrySet().stream().map(Map.Entry::toString).toList()));
		}
		try {
			HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
			response.headers().allValues("Set-Cookie").forEach(this::keep);
			return response;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private void keep(String header) {
		String[] pair = header.split(";", 2)[0].split("=", 2);
		if (header.contains("Max-Age=0")) {
			this.cookies.remove(pair[0]);
		}
		else {
			this.cookies.put(pair[0], pair[1]);
		}
	}

}
