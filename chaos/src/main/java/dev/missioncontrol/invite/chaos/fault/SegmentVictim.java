package dev.missioncontrol.invite.chaos.fault;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * The Segment stand-in, made to fail by its own means.
 */
public final class SegmentVictim implements Victim, AutoCloseable {

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final URI faults;

	/**
	 * The stand-in.
	 * @param port its port
	 */
	public SegmentVictim(int port) {
		this.faults = URI.create("http://127.0.0.1:" + port + "/faults");
	}

	@Override
	public String name() {
		return "segment";
	}

	@Override
	public String strike(Fault.Kind kind) {
		return switch (kind) {
			case HARD, HANG -> {
				fail("{\"status\":500,\"taken\":true}");
				yield "loses its answers";
			}
			case CLEAN -> {
				fail("{\"status\":503,\"retryAfter\":1}");
				yield "503";
			}
			case FREEZE -> {
				fail("{\"delayMs\":11000}");
				yield "answers after 11 s";
			}
		};
	}

	@Override
	public void heal() {
		send(HttpRequest.newBuilder(this.faults).DELETE().build());
	}

	@Override
	public void awaitHealed() {
		// It is at once.
	}

	@Override
	public void close() {
		this.client.close();
	}

	private void fail(String fault) {
		send(HttpRequest.newBuilder(this.faults).POST(HttpRequest.BodyPublishers.ofString(fault)).build());
	}

	private void send(HttpRequest request) {
		try {
			int status = this.client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
			if (status != 200) {
				throw new IllegalStateException("the stand-in refused a fault with status " + status);
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("the stand-in does not answer", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted", ex);
		}
	}

}
