package dev.missioncontrol.invite.api.ledger;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import dev.missioncontrol.invite.api.paging.ListParameters;
import dev.missioncontrol.invite.event.EmailAddress;
import dev.missioncontrol.invite.event.Role;
import org.jspecify.annotations.Nullable;

/**
 * One request for a page of invites.
 *
 * @param filter which ones
 * @param sort in which order
 * @param cursor what the page before gave; null for the first one
 * @param limit most items of the page
 */
public record InviteListing(InviteFilter filter, InviteSort sort, @Nullable String cursor, int limit) {

	/** Names of all parameters, the same for every transport. */
	public static final Set<String> PARAMETERS = Set.of("status", "email", "q", "role", "requestedBy", "requestedAfter",
			"requestedBefore", "sort", "limit", "cursor");

	/** What an address can consist of, see {@link EmailAddress}. */
	private static final Pattern PREFIX = Pattern.compile("[a-z0-9.!#$%&'*+/=?^_`{|}~@-]{1,254}");

	private static final int MAX_CURSOR = 1024;

	/**
	 * Reads parameters.
	 * @param given values by name
	 * @param limits of a page
	 * @return what they ask for
	 * @throws dev.missioncontrol.invite.api.problem.ProblemException that names
	 * everything that is wrong with them
	 */
	public static InviteListing read(Map<String, List<String>> given, ListLimits limits) {
		ListParameters parameters = new ListParameters(given, PARAMETERS);
		InviteFilter filter = new InviteFilter(parameters.someOf("status", InviteStatus::named),
				parameters.parsed("email", (text) -> made(EmailAddress::new, text), "invalid-email",
						"This is not an e-mail address."),
				parameters.parsed("q", InviteListing::prefix, "invalid-text",
						"Send the beginning of an e-mail address."),
				parameters.parsed("role", (text) -> made(Role::new, text), "unknown-role",
						"This is not the name of a role."),
				parameters.text("requestedBy"), parameters.time("requestedAfter"), parameters.time("requestedBefore"));
		InviteSort sort = parameters.oneOf("sort", InviteSort::named);
		String cursor = parameters.parsed("cursor",
				(text) -> Optional.of(text).filter((value) -> value.length() <= MAX_CURSOR), "invalid-cursor",
				"Send nextCursor of the page before.");
		int limit = parameters.limit(limits.pageSize(), limits.maxPageSize());
		parameters.check();
		return new InviteListing(filter, (sort != null) ? sort : InviteSort.DEFAULT, cursor, limit);
	}

	private static Optional<String> prefix(String text) {
		return Optional.of(text.strip().toLowerCase(Locale.ROOT)).filter((value) -> PREFIX.matcher(value).matches());
	}

	private static <T> Optional<T> made(Function<String, T> factory, String text) {
		try {
			return Optional.of(factory.apply(text));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
