package dev.missioncontrol.invite.api.ledger.r2dbc;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.api.database.r2dbc.Columns;
import dev.missioncontrol.invite.api.ledger.InviteFilter;
import dev.missioncontrol.invite.api.ledger.InvitePosition;
import dev.missioncontrol.invite.api.ledger.InviteQuery;
import dev.missioncontrol.invite.api.ledger.InviteSort;
import dev.missioncontrol.invite.api.ledger.InviteStatus;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of a list. Each status that is asked for is a query of its own, which an index
 * gives in order; PostgreSQL merges them and reads no more than the page.
 */
final class ListStatement {

	/** Greater than every character of an address, so that it ends a prefix. */
	private static final String AFTER_ALL = "\u007f";

	/** Planning takes its time, too. */
	private static final int MOST_BRANCHES = 48;

	private final List<String> conditions = new ArrayList<>(List.of("organization_id = :organization"));

	private final Map<String, Object> values = new LinkedHashMap<>();

	private final List<String> branches;

	private final InviteSort sort;

	private ListStatement(InviteQuery query, List<String> roleSets) {
		this.sort = query.sort();
		this.values.put("organization", query.organizationId());
		this.branches = withRoles(branches(query.filter().statuses()), query.filter(), roleSets);
		if (this.branches.stream().anyMatch((branch) -> branch.contains(":now"))) {
			this.values.put("now", query.now().atOffset(ZoneOffset.UTC));
		}
		filter(query.filter());
	}

	/**
	 * A list whose filter names no role.
	 */
	static ListStatement of(InviteQuery query) {
		return new ListStatement(query, List.of());
	}

	/**
	 * A list whose filter names a role.
	 * @param roleSets all sets of roles of the organization that hold it, joined by
	 * commas; at least one
	 */
	static ListStatement of(InviteQuery query, List<String> roleSets) {
		return new ListStatement(query, roleSets);
	}

	/**
	 * What an invite stands at is stored, whether its time is over is not. Accepted,
	 * revoked and expired ones stay so; of the others those whose time is over count as
	 * expired, whatever they stand at.
	 */
	private static List<String> branches(Set<InviteStatus> statuses) {
		List<String> branches = new ArrayList<>();
		if (statuses.size() == InviteStatus.values().length || statuses.isEmpty()) {
			return List.of("");
		}
		boolean expired = statuses.contains(InviteStatus.EXPIRED);
		for (InviteStatus standing : InviteStatus.values()) {
			String stands = " and standing = '" + standing.wireName() + "'";
			boolean wanted = statuses.contains(standing);
			if (wanted) {
				branches.add((standing.ends() || expired) ? stands : stands + " and expires_at > :now");
			}
			else if (expired && !standing.ends()) {
				branches.add(stands + " and expires_at <= :now");
			}
		}
		return branches;
	}

	/** No index knows single roles, but one knows whole sets; there are few of them. */
	private List<String> withRoles(List<String> branches, InviteFilter filter, List<String> roleSets) {
		if (filter.role() == null) {
			return branches;
		}
		if (roleSets.isEmpty() || branches.size() * roleSets.size() > MOST_BRANCHES) {
			add(":role = any (roles)", "role", filter.role().name());
			return branches;
		}
		List<String> all = new ArrayList<>();
		for (int i = 0; i < roleSets.size(); i++) {
			String roles = " and roles = string_to_array(:roles_" + i + ", ',')";
			this.values.put("roles_" + i, roleSets.get(i));
			branches.forEach((branch) -> all.add(branch + roles));
		}
		return all;
	}

	private void filter(InviteFilter filter) {
		add("email = :email", "email", (filter.email() != null) ? filter.email().value() : null);
		if (filter.emailPrefix() != null) {
			add("email >= :prefix", "prefix", filter.emailPrefix());
			add("email < :prefixEnd", "prefixEnd", filter.emailPrefix() + AFTER_ALL);
		}
		add("requested_by = :requestedBy", "requestedBy", filter.requestedBy());
		add("requested_at >= :requestedAfter", "requestedAfter", Columns.time(filter.requestedAfter()));
		add("requested_at < :requestedBefore", "requestedBefore", Columns.time(filter.requestedBefore()));
	}

	private void add(String condition, String name, @Nullable Object value) {
		if (value != null) {
			this.conditions.add(condition);
			this.values.put(name, value);
		}
	}

	ListStatement after(@Nullable InvitePosition position) {
		if (position != null) {
			String than = this.sort.descending() ? "<" : ">";
			String bound = keys().stream().map((key) -> ":after_" + key).collect(Collectors.joining(", "));
			this.conditions.add("(" + String.join(", ", keys()) + ") " + than + " (" + bound + ")");
			keys().forEach((key) -> this.values.put("after_" + key, switch (key) {
				case "id" -> position.inviteId().value();
				case "email" -> position.email();
				default -> position.at().atOffset(ZoneOffset.UTC);
			}));
		}
		return this;
	}

	private List<String> keys() {
		return switch (this.sort.key()) {
			case REQUESTED_AT -> List.of("requested_at", "id");
			case EXPIRES_AT -> List.of("expires_at", "id");
			case EMAIL -> List.of("email", "requested_at", "id");
		};
	}

	String page(int limit) {
		this.values.put("limit", limit);
		String order = keys().stream()
			.map((key) -> this.sort.descending() ? key + " desc" : key)
			.collect(Collectors.joining(", ", " order by ", " limit :limit"));
		if (this.branches.size() == 1) {
			return select(SummaryRow.COLUMNS, this.branches.getFirst() + beginning()) + order;
		}
		return this.branches.stream()
			.map((branch) -> "(" + select(SummaryRow.COLUMNS, branch + beginning()) + order + ")")
			.collect(Collectors.joining(" union all ", "select * from (", ") as found" + order));
	}

	/**
	 * True for all that were requested since then: said so that the index begins there.
	 * Not to a count, which is in another order and would be sorted for it.
	 */
	private String beginning() {
		boolean since = this.values.containsKey("requestedAfter") && this.sort.key() == InviteSort.Key.EXPIRES_AT;
		return since ? " and expires_at > :requestedAfter" : "";
	}

	/** Counted in an order of an index, so that nothing else is read. */
	String count(long bound) {
		this.values.put("limit", bound);
		return this.branches.stream()
			.map((branch) -> "(" + select("1", branch) + " order by " + counted(branch) + " limit :limit)")
			.collect(Collectors.joining(" union all ", "select count(*) as count from (select * from (",
					") as each limit :limit) as found"));
	}

	private String counted(String branch) {
		if (this.values.containsKey("email") || this.values.containsKey("prefix")) {
			return "email, requested_at, id";
		}
		return branch.contains("expires_at") && !branch.contains("roles") ? "expires_at, id" : "requested_at, id";
	}

	private String select(String columns, String branch) {
		return "select " + columns + " from invite where " + String.join(" and ", this.conditions) + branch;
	}

	Map<String, Object> values() {
		return this.values;
	}

}
