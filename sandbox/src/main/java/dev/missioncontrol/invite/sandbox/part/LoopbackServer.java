package dev.missioncontrol.invite.sandbox.part;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small HTTP server that this machine alone can reach. It answers to the names of the
 * loopback address only, so that a page from elsewhere cannot reach it by a name of its
 * own (DNS rebinding). In a container, where others have to reach it, the system property
 * {@code invite.sandbox.container-name} gives it one more name and opens all addresses.
 */
public final class LoopbackServer implements AutoCloseable {

	static {
		// Without it every answer on a kept connection waits 40 ms for a delayed
		// acknowledgement.
		System.setProperty("sun.net.httpserver.nodelay", "true");
	}

	private static final Logger logger = LoggerFactory.getLogger(LoopbackServer.class);

	private static final Optional<String> CONTAINER = Optional
		.ofNullable(System.getProperty("invite.sandbox.container-name"));

	private static final Set<String> NAMES = Stream
		.concat(Stream.of("localhost", "127.0.0.1", "[::1]"), CONTAINER.stream())
		.collect(Collectors.toUnmodifiableSet());

	private final HttpServer server;

	private final ExecutorService executor;

	private LoopbackServer(HttpServer server, ExecutorService executor) {
		this.server = server;
		this.executor = executor;
	}

	/**
	 * Starts to build a server.
	 * @return a builder without routes
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * The port that it listens on.
	 * @return a port of the loopback address
	 */
	public int port() {
		return this.server.getAddress().getPort();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	/**
	 * Collects the routes of a server. A path that ends in {@code /*} takes every path
	 * below it.
	 */
	public static final class Builder {

		private final Map<String, Map<String, Route>> routes = new LinkedHashMap<>();

		/**
		 * Adds a route for GET and HEAD.
		 * @param path its path
		 * @param route who answers
		 * @return this
		 */
		public Builder get(String path, Route route) {
			return add("GET", path, route);
		}

		/**
		 * Adds a route for POST.
		 * @param path its path
		 * @param route who answers
		 * @return this
		 */
		public Builder post(String path, Route route) {
			return add("POST", path, route);
		}

		/**
		 * Adds a route for DELETE.
		 * @param path its path
		 * @param route who answers
		 * @return this
		 */
		public Builder delete(String path, Route route) {
			return add("DELETE", path, route);
		}

		/**
		 * Starts the server.
		 * @param port port of the loopback address; 0 for any
		 * @return the running server
		 * @throws CannotStart when the port cannot be opened
		 */
		public LoopbackServer start(int port) {
			try {
				HttpServer server = HttpServer.create(address(port), 128);
				ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
				server.setExecutor(executor);
				server.createContext("/", this::handle);
				server.start();
				return new LoopbackServer(server, executor);
			}
			catch (IOException ex) {
				throw new CannotStart("port " + port + " cannot be opened: " + ex.getMessage(), ex);
			}
		}

		private static InetSocketAddress address(int port) {
			return CONTAINER.isPresent() ? new InetSocketAddress(port)
					: new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
		}

		private Builder add(String method, String path, Route route) {
			this.routes.computeIfAbsent(path, (_) -> new TreeMap<>()).put(method, route);
			return this;
		}

		private void handle(HttpExchange exchange) throws IOException {
			try (exchange) {
				send(exchange, answer(exchange));
			}
		}

		private Answer answer(HttpExchange exchange) throws IOException {
			if (!NAMES.contains(hostOf(exchange))) {
				return Answer.text(421, "This server answers to localhost only.\n");
			}
			String path = exchange.getRequestURI().getPath();
			for (Map.Entry<String, Map<String, Route>> each : this.routes.entrySet()) {
				String pattern = each.getKey();
				if (pattern.equals(path)) {
					return answer(exchange, each.getValue(), "");
				}
				String prefix = pattern.endsWith("/*") ? pattern.substring(0, pattern.length() - 1) : null;
				if (prefix != null && path.startsWith(prefix)) {
					return answer(exchange, each.getValue(), path.substring(prefix.length()));
				}
			}
			return Answer.text(404, "There is nothing here.\n");
		}

		private static Answer answer(HttpExchange exchange, Map<String, Route> methods, String rest)
				throws IOException {
			String method = exchange.getRequestMethod();
			Route route = methods.get("HEAD".equals(method) ? "GET" : method);
			if (route == null) {
				return Answer.text(405, "Not with this method.\n").with("Allow", String.join(", ", methods.keySet()));
			}
			try {
				return route.answer(new Request(exchange, rest));
			}
			catch (RuntimeException ex) {
				logger.error("A request failed", ex);
				return Answer.text(500, "This failed; the log says why.\n");
			}
		}

		private static String hostOf(HttpExchange exchange) {
			String host = exchange.getRequestHeaders().getFirst("Host");
			return (host != null) ? host.replaceFirst(":\\d+$", "") : "";
		}

		private static void send(HttpExchange exchange, Answer answer) throws IOException {
			byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
			var headers = exchange.getResponseHeaders();
			headers.set("Content-Type", answer.contentType());
			headers.set("Cache-Control", "no-store");
			headers.set("Referrer-Policy", "no-referrer");
			headers.set("X-Content-Type-Options", "nosniff");
			answer.headers().forEach(headers::set);
			boolean bodiless = "HEAD".equals(exchange.getRequestMethod()) || body.length == 0;
			exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : body.length);
			if (!bodiless) {
				exchange.getResponseBody().write(body);
			}
		}

	}

}
