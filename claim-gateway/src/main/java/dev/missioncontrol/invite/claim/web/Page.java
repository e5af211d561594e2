package dev.missioncontrol.invite.claim.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;

import org.springframework.context.MessageSource;
import org.springframework.core.io.ClassPathResource;

/**
 * The page for people: one template, one style sheet inside it, no script. The policy
 * that goes with it allows that very style sheet and nothing else.
 */
final class Page {

	private static final String FOLDER = "claim-gateway/templates/";

	private final Template template = Mustache.compiler().emptyStringIsFalse(true).compile(text("notice.mustache"));

	private final String style = text("notice.css");

	private final MessageSource messages;

	private final String brand;

	Page(MessageSource messages, String brand) {
		this.messages = messages;
		this.brand = brand;
	}

	String render(Notice notice, Locale locale) {
		Map<String, Object> model = new HashMap<>();
		model.put("language", message("language", locale));
		model.put("brand", this.brand);
		model.put("style", this.style);
		model.put("code", notice.code());
		model.put("title", message(notice.code() + ".title", locale));
		model.put("text", message(notice.code() + ".text", locale));
		model.put("direction", message("direction", locale));
		model.put("hint", (notice.hint() != null)
				? message(notice.hint().key(), locale, notice.hint().arguments().toArray()) : "");
		model.put("actions", notice.actions().stream().map((action) -> link(action, locale)).toList());
		return this.template.execute(model);
	}

	String title(Notice notice, Locale locale) {
		return message(notice.code() + ".title", locale);
	}

	String text(Notice notice, Locale locale) {
		return message(notice.code() + ".text", locale);
	}

	/** Content Security Policy Level 3, with the hash of the style sheet. */
	String policy() {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(this.style.getBytes(StandardCharsets.UTF_8));
			return "default-src 'none'; style-src 'sha256-" + Base64.getEncoder().encodeToString(hash)
					+ "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every JDK has SHA-256", ex);
		}
	}

	private Map<String, String> link(Notice.Action action, Locale locale) {
		return Map.of("label", message(action.label(), locale), "target", action.target().toString());
	}

	private String message(String key, Locale locale, Object... arguments) {
		return this.messages.getMessage(key, arguments, locale);
	}

	private static String text(String name) {
		try (Reader reader = new InputStreamReader(
				new ClassPathResource(FOLDER + name, Page.class.getClassLoader()).getInputStream(),
				StandardCharsets.UTF_8)) {
			return reader.readAllAsString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
