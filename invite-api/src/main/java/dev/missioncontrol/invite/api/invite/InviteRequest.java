package dev.missioncontrol.invite.api.invite;

import java.util.List;
import java.util.Map;

import dev.missioncontrol.invite.api.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * What an admin sent, as it came: nothing in it is checked yet. What is absent, or was of
 * the wrong type, is null.
 *
 * @param email who to invite
 * @param roles names of roles
 * @param ttl how long the link works, as an ISO 8601 duration
 * @param locale language of the e-mail, as a BCP 47 tag
 * @param metadata pairs of the caller's own
 * @param onDuplicate what is to happen when the person has a pending invite already
 * @param malformed what the transport found wrong already
 */
public record InviteRequest(@Nullable String email, @Nullable List<@Nullable String> roles, @Nullable String ttl,
		@Nullable String locale, @Nullable Map<String, @Nullable String> metadata, @Nullable String onDuplicate,
		List<Violation> malformed) {

	/**
	 * Whether the request would take another invite back, which needs a right of its own.
	 * @return false also when nobody can tell what it asks for
	 */
	public boolean replaces() {
		return OnDuplicate.REPLACE.wireName().equals(this.onDuplicate);
	}

	/**
	 * Whether the transport already said what is wrong with a field.
	 * @param pointer JSON pointer of the field
	 * @return true if it did, on the field itself or on a part of it
	 */
	boolean isMalformed(String pointer) {
		return this.malformed.stream()
			.anyMatch((known) -> known.pointer().equals(pointer) || known.pointer().startsWith(pointer + "/"));
	}

	@Override
	public String toString() {
		return "InviteRequest[***]";
	}

}
