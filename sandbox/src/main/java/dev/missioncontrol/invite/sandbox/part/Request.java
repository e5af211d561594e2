package dev.missioncontrol.invite.sandbox.part;

import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import com.sun.net.httpserver.HttpExchange;

/**
 * What a {@link LoopbackServer} was asked.
 */
public final class Request {

	private final HttpExchange exchange;

	private final String rest;

	Request(HttpExchange exchange, String rest) {
		this.exchange = exchange;
		this.rest = rest;
	}

	/**
	 * What follows the path of the route.
	 * @return empty for a route without a rest
	 */
	public String rest() {
		return this.rest;
	}

	/**
	 * A header.
	 * @param name its name, in any case
	 * @return its first value
	 */
	public Optional<String> header(String name) {
		return Optional.ofNullable(this.exchange.getRequestHeaders().getFirst(name));
	}

	/**
	 * A parameter of the query.
	 * @param name its name
	 * @return its first value, decoded
	 * @throws IllegalArgumentException when the query is badly encoded
	 */
	public Optional<String> query(String name) {
		String query = this.exchange.getRequestURI().getRawQuery();
		if (query == null) {
			return Optional.empty();
		}
		return Arrays.stream(query.split("&", -1))
			.filter((pair) -> pair.startsWith(name + "="))
			.map((pair) -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
			.findFirst();
	}

	/**
	 * The body as it comes.
	 * @return to be read at most once
	 */
	public InputStream body() {
		return this.exchange.getRequestBody();
	}

}
