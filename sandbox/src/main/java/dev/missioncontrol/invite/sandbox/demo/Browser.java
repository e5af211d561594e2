package dev.missioncontrol.invite.sandbox.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * The browser of the invited person: it keeps cookies and shows each redirect instead of
 * following it.
 */
final class Browser implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.followRedirects(HttpClient.Redirect.NEVER)
		.connectTimeout(TIMEOUT)
		.build();

	private final CookieJar cookies = new CookieJar();

	Visit open(URI address) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(address).GET());
	}

	Visit submit(LoginForm.Filled form) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(form.action())
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form.body())));
	}

	@Override
	public void close() {
		this.client.close();
	}

	private Visit send(HttpRequest.Builder builder) throws IOException, InterruptedException {
		builder.timeout(TIMEOUT).header("Accept", "text/html");
		String cookie = this.cookies.header();
		if (!cookie.isEmpty()) {
			builder.header("Cookie", cookie);
		}
		HttpResponse<String> response = this.client.send(builder.build(), HttpResponse.BodyHandlers.ofString());
		this.cookies.keep(response.headers());
		return new Visit(response.uri(), response.statusCode(),
				response.headers().firstValue("Location").map(response.uri()::resolve), response.body());
	}

}
