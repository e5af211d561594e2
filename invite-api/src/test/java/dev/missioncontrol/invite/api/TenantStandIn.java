package dev.missioncontrol.invite.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * The part of an Auth0 tenant that tells who signed up, with answers to order.
 */
public final class TenantStandIn implements AutoCloseable {

	public static final String CLIENT_ID = "reconciler";

	public static final String CLIENT_SECRET = "a-secret-for-tests-only";

	private static final Pattern RANGE = Pattern
		.compile("app_metadata\\.signed_up:true AND updated_at:\\[(\\S{24}) TO (\\S{24})]");

	private final JsonMapper json = JsonMapper.builder().build();

	private final List<Map<String, Object>> users = new CopyOnWriteArrayList<>();

	private final ConcurrentLinkedQueue<Refusal> refusals = new ConcurrentLinkedQueue<>();

	/** The questions that were answered. */
	private final List<Question> questions = new CopyOnWriteArrayList<>();

	private final ConcurrentLinkedQueue<Refusal> lookupRefusals = new ConcurrentLinkedQueue<>();

	/** The addresses that were asked for, refused or not. */
	private final List<String> lookups = new CopyOnWriteArrayList<>();

	private final AtomicInteger tokens = new AtomicInteger();

	/** Those up to this one are no longer taken. */
	private volatile int refused;

	private volatile CountDownLatch gate = new CountDownLatch(0);

	private final HttpServer server;

	public TenantStandIn() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/oauth/token", this::token);
		this.server.createContext("/api/v2/users", this::users);
		this.server.createContext("/api/v2/users-by-email", this::usersByEmail);
		this.server.setExecutor((task) -> Thread.ofVirtual().start(task));
		this.server.start();
	}

	public String domain() {
		return "http://localhost:" + this.server.getAddress().getPort();
	}

	List<Question> questions() {
		return this.questions;
	}

	/** As the Action leaves an account. */
	void signedUp(String account, String inviteId, String organization, Instant changedAt) {
		user(account, changedAt,
				Map.of("signed_up", true, "invite_id", inviteId, "organization", organization, "roles", List.of()));
	}

	void user(String account, Instant changedAt, Map<String, Object> metadata) {
		Map<String, Object> user = new LinkedHashMap<>();
		user.put("user_id", account);
		user.put("updated_at", changedAt.toString());
		user.put("app_metadata", metadata);
		this.users.add(user);
	}

	/** Lives beside the others, whom nobody asks for by address. */
	public void account(String email, boolean verified, boolean blocked, Map<String, Object> metadata) {
		this.users.add(Map.of("user_id", "auth0|" + email.hashCode(), "email", email, "email_verified", verified,
				"blocked", blocked, "updated_at", "2000-01-01T00:00:00.000Z", "app_metadata", metadata));
	}

	/** As the Action leaves an account. */
	public void member(String email, String organization) {
		account(email, true, false, Map.of("signed_up", true, "organization", organization));
	}

	public List<String> lookups() {
		return this.lookups;
	}

	/** The next question for an address meets this. */
	public void refuseLookupOnce(int status, String header, String value) {
		this.lookupRefusals.add(new Refusal(status, header, value));
	}

	/** No question for an address is answered until this is counted down. */
	public CountDownLatch holdLookups() {
		this.gate = new CountDownLatch(1);
		return this.gate;
	}

	/** The next question meets this. */
	void refuseOnce(int status, String header, String value) {
		this.refusals.add(new Refusal(status, header, value));
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	/** How many were fetched. */
	public int tokens() {
		return this.tokens.get();
	}

	/** As when the tenant's signing key was revoked. */
	public void refuseTokensSoFar() {
		this.refused = this.tokens.get();
	}

	private boolean isAuthorized(HttpExchange exchange) {
		String header = exchange.getRequestHeaders().getFirst("Authorization");
		return header != null && header.matches("Bearer management-\\d+")
				&& Integer.parseInt(header.replaceFirst(".*-", "")) > this.refused;
	}

	private void token(HttpExchange exchange) throws IOException {
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		boolean known = Stream.of(CLIENT_ID, CLIENT_SECRET, "client_credentials", domain() + "/api/v2/")
			.allMatch((part) -> body.contains("\"" + part + "\""));
		answer(exchange, known ? 200 : 401,
				known ? Map.of("access_token", "management-" + this.tokens.incrementAndGet(), "expires_in", 86400,
						"token_type", "Bearer") : Map.of("error", "access_denied"));
	}

	private void users(HttpExchange exchange) throws IOException {
		Refusal refusal = this.refusals.poll();
		if (refusal != null) {
			exchange.getResponseHeaders().set(refusal.header(), refusal.value());
			answer(exchange, refusal.status(), Map.of("statusCode", refusal.status()));
			return;
		}
		Question question = Question.of(exchange.getRequestURI().getRawQuery());
		if (!isAuthorized(exchange)) {
			answer(exchange, 401, Map.of("statusCode", 401));
			return;
		}
		List<Map<String, Object>> found = this.users.stream()
			.filter((user) -> question.covers(String.valueOf(user.get("updated_at"))))
			.sorted(Comparator.comparing((user) -> String.valueOf(user.get("updated_at"))))
			.toList();
		List<Map<String, Object>> page = found.stream()
			.skip((long) question.page() * question.size())
			.limit(question.size())
			.toList();
		this.questions.add(question);
		answer(exchange, 200, Map.of("start", question.page() * question.size(), "limit", question.size(), "length",
				page.size(), "total", found.size(), "users", page));
	}

	/** Tells upper from lower case, as Auth0 does. */
	private void usersByEmail(HttpExchange exchange) throws IOException {
		Map<String, String> parameters = parameters(exchange.getRequestURI().getRawQuery());
		String email = parameters.getOrDefault("email", "");
		this.lookups.add(email);
		awaitGate();
		Refusal refusal = this.lookupRefusals.poll();
		if (refusal != null) {
			exchange.getResponseHeaders().set(refusal.header(), refusal.value());
			answer(exchange, refusal.status(), Map.of("statusCode", refusal.status()));
			return;
		}
		if (!isAuthorized(exchange)) {
			answer(exchange, 401, Map.of("statusCode", 401));
			return;
		}
		List<String> fields = List.of(parameters.getOrDefault("fields", "").split(","));
		answer(exchange, 200,
				this.users.stream()
					.filter((user) -> email.equals(user.get("email")))
					.map((user) -> user.entrySet()
						.stream()
						.filter((field) -> fields.contains(field.getKey()))
						.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
					.toList());
	}

	private void awaitGate() {
		try {
			this.gate.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Map<String, String> parameters(String query) {
		Map<String, String> parameters = new LinkedHashMap<>();
		for (String pair : query.split("&", -1)) {
			String[] both = pair.split("=", 2);
			parameters.put(both[0], URLDecoder.decode(both[1], StandardCharsets.UTF_8));
		}
		return parameters;
	}

	private void answer(HttpExchange exchange, int status, Object body) throws IOException {
		byte[] bytes = this.json.writeValueAsBytes(body);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, bytes.length);
		try (exchange) {
			exchange.getResponseBody().write(bytes);
		}
	}

	/** A refusal to order. */
	private record Refusal(int status, String header, String value) {
	}

	/** What was asked for. */
	record Question(String from, String to, int page, int size) {

		static Question of(String query) {
			Map<String, String> parameters = parameters(query);
			Matcher range = RANGE.matcher(parameters.getOrDefault("q", ""));
			if (!range.matches() || !"v3".equals(parameters.get("search_engine"))
					|| !"updated_at:1".equals(parameters.get("sort"))) {
				throw new IllegalArgumentException("not what Auth0 understands: " + query);
			}
			return new Question(range.group(1), range.group(2), Integer.parseInt(parameters.get("page")),
					Integer.parseInt(parameters.get("per_page")));
		}

		private boolean covers(String changedAt) {
			return changedAt.compareTo(this.from) >= 0 && changedAt.compareTo(this.to) <= 0;
		}

	}

}
