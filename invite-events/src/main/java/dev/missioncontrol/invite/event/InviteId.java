package dev.missioncontrol.invite.event;

import java.util.Objects;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;

/**
 * Identifies one invite through all stages, generations and topics; it is the key of
 * every record.
 *
 * @param value the UUID (RFC 9562)
 */
public record InviteId(UUID value) implements Comparable<InviteId> {

	/** Name space of the ids derived from idempotency keys; never change it. */
	private static final UUID IDEMPOTENCY_NAMESPACE = UUID.fromString("6f1c5d5e-8a3b-5c0e-9d67-0e2a54c1b7aa");

	/**
	 * One for all: only the same generator keeps ids of the same millisecond in order.
	 */
	private static final TimeBasedEpochGenerator BY_TIME = Generators.timeBasedEpochGenerator();

	public InviteId {
		Objects.requireNonNull(value, "value");
	}

	/**
	 * A new id, UUID version 7, so that ids sort by the time they were made.
	 * @return a fresh id
	 */
	public static InviteId next() {
		return new InviteId(BY_TIME.generate());
	}

	/**
	 * The id that this organization's idempotency key always maps to, UUID version 5.
	 * @param organizationId the organization of the caller
	 * @param idempotencyKey the key as the caller sent it
	 * @return the same id for the same pair
	 */
	public static InviteId of(String organizationId, String idempotencyKey) {
		// Neither part can hold a NUL, so two different pairs never give the same name.
		String name = organizationId + '\0' + idempotencyKey;
		return new InviteId(Generators.nameBasedGenerator(IDEMPOTENCY_NAMESPACE).generate(name));
	}

	/**
	 * Reads the canonical form.
	 * @param text 36 characters, such as {@code 01990e4c-7b5a-7cc1-b7a7-53cbd3c6a53f}
	 * @return the id
	 * @throws IllegalArgumentException when the text is not a UUID in canonical form
	 */
	@JsonCreator
	public static InviteId parse(String text) {
		// UUID.fromString also takes short groups such as 1-1-1-1-1.
		if (text.length() != 36) {
			throw new IllegalArgumentException("not a UUID in canonical form");
		}
		return new InviteId(UUID.fromString(text));
	}

	@Override
	public int compareTo(InviteId other) {
		return this.value.compareTo(other.value);
	}

	@JsonValue
	@Override
	public String toString() {
		return this.value.toString();
	}

}
