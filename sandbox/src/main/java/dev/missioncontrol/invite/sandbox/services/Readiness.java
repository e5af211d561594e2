package dev.missioncontrol.invite.sandbox.services;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

import dev.missioncontrol.invite.sandbox.part.CannotStart;
import dev.missioncontrol.invite.sandbox.part.Polling;

/**
 * Asks a service's readiness probe, as an orchestrator would.
 */
public final class Readiness {

	private static final Duration PAUSE = Duration.ofMillis(50);

	private Readiness() {
	}

	/**
	 * Waits until a service is ready.
	 * @param name its name, for the message
	 * @param port its port on this machine
	 * @param within how long to wait
	 * @throws CannotStart when it is not ready by then
	 */
	public static void await(String name, String port, Duration within) {
		Polling polling = new Polling(within, PAUSE);
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
			.timeout(Duration.ofSeconds(5))
			.build();
		try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
			if (polling.until(() -> ask(client, request)).isEmpty()) {
				throw new CannotStart(name + " does not get ready; its log says why");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CannotStart("interrupted while " + name + " got ready", ex);
		}
	}

	private static Optional<Boolean> ask(HttpClient client, HttpRequest request) throws InterruptedException {
		try {
			int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
			return (status == 200) ? Optional.of(true) : Optional.empty();
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

}
