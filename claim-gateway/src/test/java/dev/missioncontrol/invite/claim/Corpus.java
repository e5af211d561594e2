package dev.missioncontrol.invite.claim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.springframework.core.io.ClassPathResource;

/** Collections of requests, a line each; lines that begin with # say what they are. */
public final class Corpus {

	private Corpus() {
	}

	public static List<String> lines(String name) {
		try {
			return new ClassPathResource("http/" + name).getContentAsString(StandardCharsets.UTF_8)
				.lines()
				.filter((line) -> !line.isEmpty() && !line.startsWith("#"))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
