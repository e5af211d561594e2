package dev.missioncontrol.invite.api.body.web;

import java.util.List;

import dev.missioncontrol.invite.api.idempotency.IdempotencyKey;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * The header that makes it safe to send a request again.
 */
public final class IdempotencyHeader {

	private static final String NAME = "Idempotency-Key";

	/** How the keys of rows of batches begin: nobody else's request may pass for one. */
	private static final String OURS = "batch:";

	private IdempotencyHeader() {
	}

	/**
	 * Reads the header.
	 * @param headers of a request
	 * @return null when it is absent
	 * @throws ProblemException when it breaks its rule
	 */
	public static @Nullable IdempotencyKey in(HttpHeaders headers) {
		List<String> values = headers.getOrEmpty(NAME);
		if (values.isEmpty()) {
			return null;
		}
		if (values.size() != 1) {
			throw badKey();
		}
		return IdempotencyKey.parse(values.getFirst())
			.filter((key) -> !key.value().startsWith(OURS))
			.orElseThrow(IdempotencyHeader::badKey);
	}

	private static ProblemException badKey() {
		return new ProblemException(Problem.of(ProblemCode.INVALID_IDEMPOTENCY_KEY,
				"Send one Idempotency-Key of 1 to 255 printable ASCII characters that does not begin with batch:."));
	}

}
