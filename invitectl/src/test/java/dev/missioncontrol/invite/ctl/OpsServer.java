package dev.missioncontrol.invite.ctl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Answers as invite-api's {@code /v1/ops} does: each address has a row of answers, and
 * the last one stays.
 */
final class OpsServer implements AutoCloseable {

	private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();

	private final List<Asked> asked = new ArrayList<>();

	private final HttpServer server;

	OpsServer() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	/** Answers to "GET /path?query", with the query decoded. */
	OpsServer on(String request, int status, String body) {
		this.answers.computeIfAbsent(request, (_) -> new ArrayDeque<>()).add(new Answer(status, body));
		return this;
	}

	/** One run against this server. */
	Run run(String line) {
		return Run.of((line + " --token secret-token --api " + address()).split(" "));
	}

	String address() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	synchronized List<Asked> asked() {
		return List.copyOf(this.asked);
	}

	List<String> requests() {
		return asked().stream().map(Asked::request).toList();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private synchronized void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String request = exchange.getRequestMethod() + " "
					+ URLDecoder.decode(exchange.getRequestURI().toString(), StandardCharsets.UTF_8);
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			this.asked.add(new Asked(request, body, exchange.getRequestHeaders().getFirst("Authorization"),
					exchange.getRequestHeaders().getFirst("Idempotency-Key")));
			Deque<Answer> row = this.answers.get(request);
			Answer answer = (row == null) ? new Answer(404, "no such answer in this test")
					: (row.size() > 1) ? row.removeFirst() : row.getFirst();
			byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders()
				.set("Content-Type", (answer.status() < 400) ? "application/json" : "application/problem+json");
			exchange.sendResponseHeaders(answer.status(), bytes.length);
			exchange.getResponseBody().write(bytes);
		}
	}

	/** What came in. */
	record Asked(String request, String body, String authorization, String key) {
	}

	private record Answer(int status, String body) {
	}

}
