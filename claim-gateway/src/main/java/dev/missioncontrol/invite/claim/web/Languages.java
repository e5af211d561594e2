package dev.missioncontrol.invite.claim.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The languages of the pages: English, and one for each further message bundle that lies
 * beside it on the class path, such as {@code messages_de.properties}.
 */
final class Languages {

	/** Base name of the bundles. */
	static final String BUNDLE = "claim-gateway/messages";

	/** The language of the bundle without a suffix. */
	static final Locale DEFAULT = Locale.ENGLISH;

	private Languages() {
	}

	static List<Locale> find() {
		try {
			Resource[] bundles = new PathMatchingResourcePatternResolver(Languages.class.getClassLoader())
				.getResources("classpath*:" + BUNDLE + "_*.properties");
			return Stream.concat(Stream.of(DEFAULT), Arrays.stream(bundles).map(Languages::of)).distinct().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Locale of(Resource bundle) {
		String name = Objects.requireNonNull(bundle.getFilename());
		String suffix = name.substring(name.indexOf('_') + 1, name.lastIndexOf('.'));
		return Locale.forLanguageTag(suffix.replace('_', '-'));
	}

}
