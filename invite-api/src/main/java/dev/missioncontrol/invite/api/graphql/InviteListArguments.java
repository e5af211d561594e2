package dev.missioncontrol.invite.api.graphql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.api.ledger.InviteStatus;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of {@code invites}.
 */
record InviteListArguments(@Nullable List<InviteStatus> status, @Nullable String email, @Nullable String q,
		@Nullable String role, @Nullable String requestedBy, @Nullable String requestedAfter,
		@Nullable String requestedBefore, @Nullable Order sort, @Nullable Integer limit, @Nullable String cursor) {

	/**
	 * As they are spelled over REST, so that the same rules are told in the same words.
	 */
	Map<String, List<String>> parameters() {
		Map<String, @Nullable Object> given = new LinkedHashMap<>();
		if (this.status != null && !this.status.isEmpty()) {
			given.put("status", this.status.stream().map(InviteStatus::wireName).collect(Collectors.joining(",")));
		}
		given.put("email", this.email);
		given.put("q", this.q);
		given.put("role", this.role);
		given.put("requestedBy", this.requestedBy);
		given.put("requestedAfter", this.requestedAfter);
		given.put("requestedBefore", this.requestedBefore);
		given.put("sort", (this.sort != null) ? this.sort.wireName() : null);
		given.put("limit", this.limit);
		given.put("cursor", this.cursor);
		Map<String, List<String>> parameters = new LinkedHashMap<>();
		given.forEach((name, value) -> {
			if (value != null) {
				parameters.put(name, List.of(value.toString()));
			}
		});
		return parameters;
	}

	/** The orders of the schema. */
	enum Order {

		REQUESTED_AT_ASC, REQUESTED_AT_DESC, EXPIRES_AT_ASC, EXPIRES_AT_DESC, EMAIL_ASC, EMAIL_DESC;

		String wireName() {
			return switch (this) {
				case REQUESTED_AT_ASC -> "requestedAt";
				case REQUESTED_AT_DESC -> "-requestedAt";
				case EXPIRES_AT_ASC -> "expiresAt";
				case EXPIRES_AT_DESC -> "-expiresAt";
				case EMAIL_ASC -> "email";
				case EMAIL_DESC -> "-email";
			};
		}

	}

}
