package dev.missioncontrol.invite.claim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Keeps cookies and follows no redirects, but those to a page that explains a refusal.
 */
final class Browser {

	private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

	private final HttpClient client = HttpClient.newHttpClient();

	private final URI base;

	private final Map<String, String> cookies = new LinkedHashMap<>();

	Browser(URI base) {
		this.base = base;
	}

	Map<String, String> cookies() {
		return this.cookies;
	}

	/** As a person. */
	HttpResponse<String> get(String path) {
		HttpResponse<String> response = visit(path);
		return (response.statusCode() == 303) ? visit(response.headers().firstValue("Location").orElseThrow())
				: response;
	}

	/** As a person who stops at the first answer. */
	HttpResponse<String> visit(String path) {
		return send("GET", path, Map.of("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"));
	}

	/** As a program. */
	HttpResponse<String> call(String path) {
		return send("GET", path, Map.of("Accept", "*/*"));
	}

	HttpResponse<String> send(String method, String path, Map<String, String> headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + path))
			.method(method, HttpRequest.BodyPublishers.noBody())
			.timeout(Duration.ofSeconds(20))
			.header("User-Agent", FIREFOX);
		headers.forEach(request::setHeader);
		if (!this.cookies.isEmpty()) {
			request.header("Cookie",
					this.cookies.entrySet()
						.stream()
						.map((cookie) -> cookie.getKey() + "=" + cookie.getValue())
						.collect(Collectors.joining("; ")));
		}
		try {
			HttpResponse<String> response = this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
			response.headers().allValues("Set-Cookie").forEach(this::store);
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

	private void store(String header) {
		String pair = header.substring(0, header.indexOf(';'));
		String name = pair.substring(0, pair.indexOf('='));
		if (header.contains("Max-Age=0")) {
			this.cookies.remove(name);
		}
		else {
			this.cookies.put(name, pair.substring(name.length() + 1));
		}
	}

}
