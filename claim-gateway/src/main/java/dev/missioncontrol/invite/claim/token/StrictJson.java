package dev.missioncontrol.invite.claim.token;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON objects of which there is only one reading: members must differ (RFC 7519
 * section 4), nothing may follow, nesting is shallow.
 */
final class StrictJson {

	private static final int MAX_NESTING = 4;

	private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {
	};

	private final JsonMapper mapper = JsonMapper
		.builder(JsonFactory.builder()
			.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
			.build())
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	/** Gives the object, or fails with the flaw when there is none. */
	Map<String, @Nullable Object> object(byte[] json, Flaw otherwise) {
		try {
			Map<String, @Nullable Object> object = this.mapper.readValue(text(json), OBJECT);
			if (object == null) {
				throw new FlawException(otherwise);
			}
			return object;
		}
		catch (JacksonException | CharacterCodingException ex) {
			throw new FlawException(otherwise);
		}
	}

	/**
	 * From bytes the parser would guess among five encodings (RFC 8725 section 3.7 wants
	 * UTF-8), and the usual decoder would mend what is none.
	 */
	private static String text(byte[] json) throws CharacterCodingException {
		return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
	}

}
