package dev.missioncontrol.invite.api.batch;

import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;

/**
 * Names a batch.
 *
 * @param value a UUID, version 7
 */
public record BatchId(UUID value) {

	private static final TimeBasedEpochRandomGenerator BY_TIME = Generators.timeBasedEpochRandomGenerator();

	/**
	 * A new one that nobody can guess.
	 * @return a fresh id
	 */
	public static BatchId next() {
		return new BatchId(BY_TIME.generate());
	}

	/**
	 * Reads the canonical form.
	 * @param text as it was sent
	 * @return empty when it is none
	 */
	public static Optional<BatchId> parse(String text) {
		try {
			// UUID.fromString also takes short groups such as 1-1-1-1-1.
			return (text.length() == 36) ? Optional.of(new BatchId(UUID.fromString(text))) : Optional.empty();
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	@JsonValue
	@Override
	public String toString() {
		return this.value.toString();
	}

}
