package dev.missioncontrol.invite.api.ledger.r2dbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.missioncontrol.invite.api.ManyInvites;
import dev.missioncontrol.invite.api.ledger.InviteFilter;
import dev.missioncontrol.invite.api.ledger.InvitePosition;
import dev.missioncontrol.invite.api.ledger.InviteQuery;
import dev.missioncontrol.invite.api.ledger.InviteSort;
import dev.missioncontrol.invite.api.ledger.InviteStatus;
import dev.missioncontrol.invite.event.EmailAddress;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.Role;
import dev.missioncontrol.invite.test.TestPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How PostgreSQL answers lists of every filter and sort. Nothing here is timed: the plans
 * are executed, and what counts is how many rows they touch.
 */
class ListPlanIT {

	private static final int INVITES = 40_000;

	/** Of them the largest organization has three tenths. */
	private static final int ORGANIZATIONS = 40;

	private static final int PAGE = 51;

	/** One page for each status, and room for what is skipped. */
	private static final int FEW = 8 * PAGE;

	private static final int COUNTED = 1001;

	/** A count may sort what a filter leaves over, but not an organization. */
	private static final int MANY = INVITES / 5;

	private static final List<InviteSort> SORTS = Stream
		.of("requestedAt", "-requestedAt", "expiresAt", "-expiresAt", "email", "-email")
		.map((name) -> InviteSort.named(name).orElseThrow())
		.toList();

	private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

	private static final InviteFilter ALL = filter(Set.of(), null, null, null, null, null, null);

	private static final String NO_ID = "00000000-0000-0000-0000-000000000000";

	private static final Pattern NAMED = Pattern.compile("(?<!:):([a-z]\\w*)");

	private static Connection connection;

	private final JsonMapper json = JsonMapper.builder().build();

	@BeforeAll
	static void fill() throws SQLException {
		TestPostgres database = TestPostgres.newDatabase();
		Flyway.configure()
			.dataSource(database.jdbcUrl(), database.user(), "")
			.locations("classpath:invite-api/db/migration")
			.load()
			.migrate();
		connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), "");
		ManyInvites.fill(connection, INVITES, ORGANIZATIONS);
	}

	@AfterAll
	static void close() throws SQLException {
		connection.close();
	}

	@Test
	void readsNoTableAsAWholeAndSortsLittle() throws SQLException {
		assertThat(flaws()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "invite_requested", "invite_expires", "invite_email", "invite_standing_requested",
			"invite_standing_expires", "invite_requested_by", "invite_roles", "invite_changed" })
	void needsEveryIndex(String index) throws SQLException {
		connection.setAutoCommit(false);
		try (var statement = connection.createStatement()) {
			statement.execute("drop index " + index);
			assertThat(flaws()).isNotEmpty();
		}
		finally {
			connection.rollback();
			connection.setAutoCommit(true);
		}
	}

	/** Everything that a plan must not do, for all filters and sorts. */
	private List<String> flaws() throws SQLException {
		List<String> flaws = new ArrayList<>();
		for (Map.Entry<String, InviteFilter> filter : filters().entrySet()) {
			for (InviteSort sort : SORTS) {
				InviteQuery query = new InviteQuery(ManyInvites.LARGEST, filter.getValue(), sort, this.now);
				String name = filter.getKey() + " by " + sort.wireName();
				int most = isInOrder(filter.getKey(), sort) ? 0 : FEW;
				ListStatement first = statement(query);
				check(name, explain(first.page(PAGE), first.values()), most, flaws);
				InvitePosition middle = new InvitePosition(this.now.minus(200, ChronoUnit.DAYS), InviteId.next(), "m");
				ListStatement next = statement(query).after(middle);
				check(name + " after a page", explain(next.page(PAGE), next.values()), most, flaws);
				ListStatement count = statement(query);
				check(name + ", counted", explain(count.count(COUNTED), count.values()), MANY, flaws);
			}
		}
		check("changes",
				explain(changes(),
						Map.of("organizations", new String[] { ManyInvites.LARGEST, "org-2", "none" }, "transactions",
								new String[] { "0", "0", "0" }, "ids",
								new String[] { NO_ID, "80000000-0000-0000-0000-000000000000", NO_ID }, "limit", PAGE)),
				FEW, flaws);
		return flaws;
	}

	private static String changes() {
		return ChangeRows.AFTER.replace("$1", ":organizations")
			.replace("$2", ":transactions")
			.replace("$3", ":ids")
			.replace("$4", ":limit");
	}

	/** An index gives this list as it is: nothing is sorted and nothing skipped. */
	private static boolean isInOrder(String filter, InviteSort sort) {
		return "all".equals(filter)
				|| (Set.of("accepted", "revoked").contains(filter) && sort.key() != InviteSort.Key.EMAIL);
	}

	/** The sets of roles that {@link ManyInvites} gives. */
	private static ListStatement statement(InviteQuery query) {
		Role role = query.filter().role();
		return (role != null)
				? ListStatement.of(query, List.of("write".equals(role.name()) ? "read,write" : role.name()))
				: ListStatement.of(query);
	}

	private Map<String, InviteFilter> filters() throws SQLException {
		Map<String, InviteFilter> filters = new LinkedHashMap<>();
		filters.put("all", ALL);
		for (InviteStatus status : InviteStatus.values()) {
			filters.put(status.wireName(), statuses(EnumSet.of(status)));
		}
		filters.put("under way", statuses(
				EnumSet.of(InviteStatus.REQUESTED, InviteStatus.SIGNED, InviteStatus.NOTIFIED, InviteStatus.OPENED)));
		filters.put("email", filter(Set.of(), new EmailAddress(anEmail()), null, null, null, null, null));
		filters.put("prefix", filter(Set.of(), null, "grace12", null, null, null, null));
		filters.put("short prefix", filter(Set.of(), null, "g", null, null, null, null));
		filters.put("role", filter(Set.of(), null, null, new Role("write"), null, null, null));
		filters.put("rare role", filter(Set.of(), null, null, new Role("auditor"), null, null, null));
		filters.put("busy admin", filter(Set.of(), null, null, null, ManyInvites.PROVISIONING, null, null));
		filters.put("admin", filter(Set.of(), null, null, null, "auth0|org-1-admin-7", null, null));
		filters.put("since", filter(Set.of(), null, null, null, null, this.now.minus(60, ChronoUnit.DAYS), null));
		filters.put("until", filter(Set.of(), null, null, null, null, null, this.now.minus(300, ChronoUnit.DAYS)));
		return filters;
	}

	private static InviteFilter statuses(Set<InviteStatus> statuses) {
		return filter(statuses, null, null, null, null, null, null);
	}

	private static InviteFilter filter(Set<InviteStatus> statuses, EmailAddress email, String prefix, Role role,
			String requestedBy, Instant after, Instant before) {
		return new InviteFilter(statuses, email, prefix, role, requestedBy, after, before);
	}

	private static String anEmail() throws SQLException {
		try (var statement = connection.createStatement();
				var rows = statement.executeQuery("select min(email) from invite where organization_id = 'org-1'")) {
			rows.next();
			return rows.getString(1);
		}
	}

	private JsonNode explain(String sql, Map<String, Object> values) throws SQLException {
		List<Object> inOrder = new ArrayList<>();
		Matcher names = NAMED.matcher(sql);
		String positional = names.replaceAll((match) -> {
			inOrder.add(values.get(match.group(1)));
			return "?";
		});
		try (PreparedStatement statement = connection
			.prepareStatement("explain (analyze, timing off, summary off, format json) " + positional)) {
			for (int i = 0; i < inOrder.size(); i++) {
				statement.setObject(i + 1, inOrder.get(i));
			}
			try (ResultSet rows = statement.executeQuery()) {
				rows.next();
				return this.json.readTree(rows.getString(1)).get(0).get("Plan");
			}
		}
	}

	private void check(String name, JsonNode node, int most, List<String> flaws) {
		String type = node.get("Node Type").asString();
		String relation = node.path("Relation Name").asString("");
		// The other one has a row.
		if (type.contains("Seq Scan") && !"closing_adoption".equals(relation)) {
			flaws.add(name + ": reads all of " + relation);
		}
		if (most == 0 && node.path("Rows Removed by Filter").asDouble(0) > 0) {
			flaws.add(name + ": skips rows");
		}
		for (JsonNode child : node.path("Plans")) {
			double rows = child.get("Actual Rows").asDouble() * child.get("Actual Loops").asDouble();
			if (type.contains("Sort") && rows > most) {
				flaws.add(name + ": sorts " + rows + " rows");
			}
			check(name, child, most, flaws);
		}
	}

}
