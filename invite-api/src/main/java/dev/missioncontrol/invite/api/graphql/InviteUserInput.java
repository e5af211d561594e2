package dev.missioncontrol.invite.api.graphql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.missioncontrol.invite.api.invite.InviteRequest;
import dev.missioncontrol.invite.api.invite.OnDuplicate;
import dev.missioncontrol.invite.api.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * The argument of {@code invite_user}.
 */
record InviteUserInput(String email, List<String> roles, @Nullable String ttl, @Nullable String locale,
		@Nullable List<Pair> metadata, @Nullable OnDuplicate onDuplicate) {

	InviteRequest request() {
		List<Violation> malformed = new ArrayList<>();
		Map<String, @Nullable String> pairs = new LinkedHashMap<>();
		List<Pair> given = (this.metadata != null) ? this.metadata : List.of();
		for (int i = 0; i < given.size(); i++) {
			if (pairs.put(given.get(i).name(), given.get(i).value()) != null) {
				malformed.add(new Violation("/metadata/" + i, "duplicate-name", "Each name can be given once."));
			}
		}
		return new InviteRequest(this.email, new ArrayList<>(this.roles), this.ttl, this.locale, pairs,
				(this.onDuplicate != null) ? this.onDuplicate.wireName() : null, malformed);
	}

	/**
	 * One pair of metadata.
	 */
	record Pair(String name, String value) {
	}

}
