package dev.missioncontrol.invite.api.batch.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/**
 * How rows are written, in uploads and in results.
 */
enum BatchFormat {

	/** An array of them (RFC 8259). */
	JSON(MediaType.APPLICATION_JSON, "json"),

	/** One JSON object per line. */
	NDJSON(MediaType.APPLICATION_NDJSON, "ndjson"),

	/** RFC 4180, with a header. */
	CSV(MediaType.parseMediaType("text/csv"), "csv");

	static final String CSV_VALUE = "text/csv";

	@SuppressWarnings("ImmutableEnumChecker") // never changed after it was made
	private final MediaType type;

	private final String extension;

	BatchFormat(MediaType type, String extension) {
		this.type = type;
		this.extension = extension;
	}

	/** Empty when it is none of these, or not in UTF-8. */
	static Optional<BatchFormat> of(@Nullable MediaType contentType) {
		return (contentType != null) ? Arrays.stream(values())
			.filter((format) -> format.type.equalsTypeAndSubtype(contentType))
			.filter((_) -> contentType.getCharset() == null || StandardCharsets.UTF_8.equals(contentType.getCharset())
					|| StandardCharsets.US_ASCII.equals(contentType.getCharset()))
			.findAny() : Optional.empty();
	}

	/** The one that the caller likes best; JSON when all are alike. */
	static BatchFormat accepted(List<MediaType> accepted) {
		List<MediaType> sorted = new ArrayList<>(accepted);
		MimeTypeUtils.sortBySpecificity(sorted);
		return sorted.stream()
			.sorted((one, other) -> Double.compare(other.getQualityValue(), one.getQualityValue()))
			.flatMap((type) -> Arrays.stream(values()).filter((format) -> type.includes(format.type)))
			.findFirst()
			.orElse(JSON);
	}

	static List<MediaType> types() {
		return Arrays.stream(values()).map((format) -> format.type).toList();
	}

	MediaType responseType() {
		return (this == CSV) ? new MediaType(this.type, StandardCharsets.UTF_8) : this.type;
	}

	String extension() {
		return this.extension;
	}

}
