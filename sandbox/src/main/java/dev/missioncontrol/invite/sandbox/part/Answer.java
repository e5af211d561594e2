package dev.missioncontrol.invite.sandbox.part;

import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/**
 * What a {@link LoopbackServer} answers.
 *
 * @param status HTTP status
 * @param contentType media type of the body
 * @param body the body; sent in UTF-8
 * @param headers further headers
 */
public record Answer(int status, String contentType, String body, Map<String, String> headers) {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	public Answer {
		headers = Map.copyOf(headers);
	}

	/**
	 * Answers JSON.
	 * @param status HTTP status
	 * @param value what Jackson can write
	 * @return the answer
	 */
	public static Answer json(int status, Object value) {
		return new Answer(status, "application/json", MAPPER.writeValueAsString(value), Map.of());
	}

	/**
	 * Answers plain text.
	 * @param status HTTP status
	 * @param text the text
	 * @return the answer
	 */
	public static Answer text(int status, String text) {
		return new Answer(status, "text/plain; charset=utf-8", text, Map.of());
	}

	/**
	 * Answers a page for people, which may load and run nothing.
	 * @param status HTTP status
	 * @param page the page
	 * @return the answer
	 */
	public static Answer page(int status, Page page) {
		return new Answer(status, "text/html; charset=utf-8", page.html(),
				Map.of("Content-Security-Policy", Page.POLICY, "X-Frame-Options", "DENY"));
	}

	/**
	 * Adds a header.
	 * @param name its name
	 * @param value its value
	 * @return a copy that has it
	 */
	public Answer with(String name, String value) {
		Map<String, String> more = new LinkedHashMap<>(this.headers);
		more.put(name, value);
		return new Answer(this.status, this.contentType, this.body, more);
	}

}
