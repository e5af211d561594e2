package dev.missioncontrol.invite.sandbox.demo;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The first form of a page that has a field for an e-mail address.
 *
 * @param action where it is sent to
 * @param fields what is filled in already
 * @param emailField name of the field for the address
 * @param boxes check boxes, and their values when checked
 */
record LoginForm(URI action, Map<String, String> fields, String emailField, Map<String, String> boxes) {

	private static final Pattern FORM = Pattern.compile("<form\\b([^>]*)>(.*?)</form>",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private static final Pattern INPUT = Pattern.compile("<input\\b([^>]*)>", Pattern.CASE_INSENSITIVE);

	private static final Pattern ATTRIBUTE = Pattern
		.compile("([\\w-]+)(?:\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'>]+)))?");

	static Optional<LoginForm> find(Visit page) {
		return FORM.matcher(page.body()).results().flatMap((form) -> read(page.address(), form).stream()).findFirst();
	}

	/** The form with the address filled in and every box checked. */
	Filled fill(String email) {
		Map<String, String> values = new LinkedHashMap<>(this.fields);
		values.put(this.emailField, email);
		values.putAll(this.boxes);
		String body = values.entrySet()
			.stream()
			.map((field) -> encode(field.getKey()) + "=" + encode(field.getValue()))
			.collect(Collectors.joining("&"));
		return new Filled(this.action, body);
	}

	private static Optional<LoginForm> read(URI page, MatchResult form) {
		Map<String, String> fields = new LinkedHashMap<>();
		Map<String, String> boxes = new LinkedHashMap<>();
		String emailField = "";
		for (MatchResult each : INPUT.matcher(form.group(2)).results().toList()) {
			Map<String, String> input = attributes(each.group(1));
			String name = input.getOrDefault("name", "");
			switch (input.getOrDefault("type", "text").toLowerCase(Locale.ROOT)) {
				case "checkbox" -> boxes.put(name, input.getOrDefault("value", "on"));
				case "email" -> emailField = name;
				case "submit", "button", "image", "reset" -> {
				}
				default -> fields.put(name, input.getOrDefault("value", ""));
			}
		}
		URI action = page.resolve(attributes(form.group(1)).getOrDefault("action", ""));
		fields.remove("");
		return emailField.isEmpty() ? Optional.empty() : Optional.of(new LoginForm(action, fields, emailField, boxes));
	}

	private static Map<String, String> attributes(String text) {
		Map<String, String> attributes = new LinkedHashMap<>();
		Matcher matcher = ATTRIBUTE.matcher(text);
		while (matcher.find()) {
			String value = Stream.of(2, 3, 4).map(matcher::group).filter(Objects::nonNull).findFirst().orElse("");
			attributes.put(matcher.group(1).toLowerCase(Locale.ROOT), unescape(value));
		}
		return attributes;
	}

	private static String unescape(String text) {
		return text.replace("&lt;", "<")
			.replace("&gt;", ">")
			.replace("&quot;", "\"")
			.replace("&#39;", "'")
			.replace("&amp;", "&");
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	/**
	 * A form that is ready to be sent.
	 *
	 * @param action where to
	 * @param body its fields, form-encoded
	 */
	record Filled(URI action, String body) {
	}

}
