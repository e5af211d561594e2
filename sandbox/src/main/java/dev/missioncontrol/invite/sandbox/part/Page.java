package dev.missioncontrol.invite.sandbox.part;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A page for people: plain HTML without scripts.
 *
 * @param title its title, not yet escaped
 * @param content HTML of its body
 */
public record Page(String title, String content) {

	private static final String STYLE = """
			:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
			body { margin: 2rem auto; width: min(48rem, 92vw); }
			h1 { font-size: 1.5rem; }
			table { border-collapse: collapse; width: 100%; }
			th, td { text-align: left; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #8884; }
			pre { white-space: pre-wrap; overflow-wrap: anywhere; }
			""";

	/** Content security policy of every page: exactly this style sheet, nothing else. */
	static final String POLICY = "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
			+ "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	/**
	 * Escapes text for element content and quoted attribute values.
	 * @param text any text
	 * @return the text without a character that HTML knows
	 */
	public static String escape(String text) {
		return text.replace("&", "&amp;")
			.replace("<", "&lt;")
			.replace(">", "&gt;")
			.replace("\"", "&quot;")
			.replace("'", "&#39;");
	}

	String html() {
		return """
				<!DOCTYPE html>
				<html lang="en">
				<head>
				<meta charset="utf-8">
				<meta name="viewport" content="width=device-width, initial-scale=1">
				<title>%1$s</title>
				<style>%2$s</style>
				</head>
				<body>
				<h1>%1$s</h1>
				%3$s
				</body>
				</html>
				""".formatted(escape(this.title), STYLE, this.content);
	}

	private static String sha256(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return Base64.getEncoder().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
