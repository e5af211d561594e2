package dev.missioncontrol.invite.chaos.region;

import java.io.IOException;
import java.net.URI;
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
import java.util.stream.Collectors;

/** Somebody with a link and a browser. */
final class Invitee {

	private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private static final Pattern TRANSACTION = Pattern.compile("name=\"transaction\" value=\"([^\"]+)\"");

	private final Map<String, String> cookies = new LinkedHashMap<>();

	private final String email;

	Invitee(String email) {
		this.email = email;
	}

	/**
	 * Follows the link; the answer is a redirect to the login, or the page of a refusal.
	 */
	HttpResponse<String> click(URI link) throws IOException, InterruptedException {
		HttpResponse<String> response = get(link);
		return (response.statusCode() == 303) ? get(target(response)) : response;
	}

	/** Follows the link and logs in; the answer is where that ends. */
	URI claim(URI link) throws IOException, InterruptedException {
		URI login = target(click(link));
		Matcher transaction = TRANSACTION.matcher(get(login).body());
		if (!transaction.find()) {
			throw new IllegalStateException("no login form at " + login.getAuthority());
		}
		String form = "transaction=" + transaction.group(1) + "&email_verified=true&email="
				+ URLEncoder.encode(this.email, StandardCharsets.UTF_8);
		HttpResponse<String> response = send(HttpRequest.newBuilder(login.resolve("/login"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form)));
		return target(get(target(response)));
	}

	private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(address).header("Accept", "text/html"));
	}

	private static URI target(HttpResponse<?> response) {
		return response.headers()
			.firstValue("Location")
			.map(response.uri()::resolve)
			.orElseThrow(() -> new IllegalStateException(
					response.uri().getPath() + " answered " + response.statusCode() + ", no redirect"));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		request.timeout(Duration.ofSeconds(30)).header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0");
		if (!this.cookies.isEmpty()) {
			request.header("Cookie",
					this.cookies.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining("; ")));
		}
		HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
		response.headers().allValues("Set-Cookie").forEach(this::keep);
		return response;
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
