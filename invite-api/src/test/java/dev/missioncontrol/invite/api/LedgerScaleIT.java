package dev.missioncontrol.invite.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.missioncontrol.invite.api.caller.Caller;
import dev.missioncontrol.invite.api.ledger.InviteListing;
import dev.missioncontrol.invite.api.ledger.InvitePage;
import dev.missioncontrol.invite.api.ledger.ListLimits;
import dev.missioncontrol.invite.api.ledger.ListingInvites;
import dev.missioncontrol.invite.api.ledger.Projecting;
import dev.missioncontrol.invite.event.ChunkRule;
import dev.missioncontrol.invite.event.ClaimEvent.InviteAccepted;
import dev.missioncontrol.invite.event.ClaimEvent.InviteOpened;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.InviteEvent;
import dev.missioncontrol.invite.event.InviteIdentified;
import dev.missioncontrol.invite.event.InviteLink;
import dev.missioncontrol.invite.event.InviteSigned;
import dev.missioncontrol.invite.event.NotificationEvent.NotificationDelivered;
import dev.missioncontrol.invite.event.Organization;
import dev.missioncontrol.invite.test.InviteFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures the ledger with a million invites; docs/ledger.md says how to run it. No part
 * of the build: how fast a machine is says nothing about the code.
 */
@EnabledIfSystemProperty(named = "ledger.scale", matches = "\\d+")
class LedgerScaleIT {

	private static final Logger logger = LoggerFactory.getLogger(LedgerScaleIT.class);

	private static final InviteLink LINK = new InviteLink(
			"https://join.example.com/claim?invite_token=" + "x".repeat(800));

	private static final int ORGANIZATIONS = 200;

	private static final int CALLS = 40;

	private static final int BATCH = 500;

	private static final int BATCHES = 240;

	private static final List<String> SORTS = List.of("requestedAt", "-requestedAt", "expiresAt", "-expiresAt", "email",
			"-email");

	private final InviteApi api = InviteApi.quiet();

	private final StringBuilder report = new StringBuilder();

	@Test
	void measures() throws SQLException, IOException {
		int invites = Integer.parseInt(System.getProperty("ledger.scale"));
		Instant begin = Instant.now();
		try (Connection connection = DriverManager.getConnection(this.api.database().jdbcUrl(),
				this.api.database().user(), "")) {
			ManyInvites.fill(connection, invites, ORGANIZATIONS);
		}
		line("%,d invites filled in within %s".formatted(invites, Duration.between(begin, Instant.now())));
		lists();
		for (int round = 0; round < 3; round++) {
			line("%,.0f events/s projected in batches of %d, two at a time".formatted(projected(), BATCH));
		}
		Files.writeString(Path.of("target", "ledger-scale.txt"), this.report);
	}

	private void lists() {
		Map<String, Map<String, String>> filters = filters();
		line("%-28s %-13s %9s %9s %9s".formatted("filter", "sort", "median ms", "p95 ms", "total"));
		filters.forEach((name, filter) -> SORTS.forEach((sort) -> {
			Map<String, List<String>> parameters = new LinkedHashMap<>();
			filter.forEach((key, value) -> parameters.put(key, List.of(value)));
			parameters.put("sort", List.of(sort));
			measure(name, sort, parameters);
		}));
	}

	private static Map<String, Map<String, String>> filters() {
		Map<String, Map<String, String>> filters = new LinkedHashMap<>();
		filters.put("all", Map.of());
		for (String status : List.of("requested", "signed", "notified", "opened", "accepted", "failed", "revoked",
				"expired", "requested,signed,notified", "failed,expired")) {
			filters.put(status, Map.of("status", status));
		}
		filters.put("email", Map.of("email", "grace77@d27.example.com"));
		for (String prefix : List.of("g", "grace", "grace77", "grace77777", "nobody")) {
			filters.put("q=" + prefix, Map.of("q", prefix));
		}
		for (String role : List.of("read", "write", "admin", "auditor", "nothing")) {
			filters.put("role=" + role, Map.of("role", role));
		}
		filters.put("busy admin", Map.of("requestedBy", ManyInvites.PROVISIONING));
		filters.put("admin", Map.of("requestedBy", "auth0|org-1-admin-7"));
		Instant now = Instant.now();
		filters.put("last day", Map.of("requestedAfter", now.minus(1, ChronoUnit.DAYS).toString()));
		filters.put("last 60 days", Map.of("requestedAfter", now.minus(60, ChronoUnit.DAYS).toString()));
		filters.put("a day half a year ago", Map.of("requestedAfter", now.minus(181, ChronoUnit.DAYS).toString(),
				"requestedBefore", now.minus(180, ChronoUnit.DAYS).toString()));
		filters.put("until 60 days ago", Map.of("requestedBefore", now.minus(60, ChronoUnit.DAYS).toString()));
		filters.put("opened by an admin", Map.of("status", "opened", "requestedBy", "auth0|org-1-admin-7"));
		filters.put("expired, q=g", Map.of("status", "expired", "q", "g"));
		filters.put("accepted, role=admin", Map.of("status", "accepted", "role", "admin"));
		return filters;
	}

	/**
	 * Every call asks for another page: from the first one on, then far into the list.
	 */
	private void measure(String name, String sort, Map<String, List<String>> parameters) {
		ListingInvites listing = this.api.context().getBean(ListingInvites.class);
		ListLimits limits = this.api.context().getBean(ListLimits.class);
		Caller caller = new Caller("auth0|admin", new Organization(ManyInvites.LARGEST, "Largest"), Set.of());
		long[] nanos = new long[CALLS];
		InvitePage page = listing.list(caller, InviteListing.read(parameters, limits)).block();
		long total = page.total();
		for (int i = 0; i < nanos.length; i++) {
			Map<String, List<String>> next = new LinkedHashMap<>(parameters);
			if (page.nextCursor() != null) {
				next.put("cursor", List.of(page.nextCursor()));
			}
			InviteListing request = InviteListing.read(next, limits);
			long begin = System.nanoTime();
			page = listing.list(caller, request).block();
			nanos[i] = System.nanoTime() - begin;
		}
		Arrays.sort(nanos);
		line("%-28s %-13s %9.1f %9.1f %,9d".formatted(name, sort, nanos[CALLS / 2] / 1e6, nanos[CALLS * 95 / 100] / 1e6,
				total));
	}

	/**
	 * New invites on their way: each batch holds the requests of some, the links of those
	 * before, and so on.
	 */
	private double projected() {
		int share = BATCH / 6;
		List<List<CloudEvent<?>>> batches = new ArrayList<>();
		List<List<Invite>> cohorts = new ArrayList<>();
		for (int i = 0; i < BATCHES; i++) {
			List<Invite> cohort = new ArrayList<>();
			for (int j = 0; j < BATCH - 5 * share; j++) {
				int number = i * BATCH + j;
				cohort.add(InviteFixture.anInvite()
					.organization(new Organization("org-" + (1 + number % ORGANIZATIONS), "Test"))
					.email("new" + number + "@example.com")
					.build());
			}
			cohorts.add(cohort);
			List<CloudEvent<?>> batch = new ArrayList<>();
			for (int stage = 0; stage < 6 && stage <= i; stage++) {
				for (Invite invite : cohorts.get(i - stage)) {
					batch.add(CloudEvent.once("/test", invite.requestedAt().plusSeconds(stage), event(stage, invite)));
				}
			}
			batches.add(batch);
		}
		long events = batches.stream().mapToLong(List::size).sum();
		Projecting projecting = this.api.context().getBean(Projecting.class);
		long begin = System.nanoTime();
		Flux.fromIterable(batches)
			.flatMap(projecting::project, 2)
			.doOnNext((result) -> assertThat(result.unstorable()).isEmpty())
			.blockLast();
		return events * 1e9 / (System.nanoTime() - begin);
	}

	private static InviteEvent event(int stage, Invite invite) {
		return switch (stage) {
			case 0 -> new InviteRequested(invite);
			case 1 -> new InviteSigned(invite, LINK, ChunkRule.DEFAULT.split(LINK), "kid");
			case 2 -> new InviteIdentified(invite, 0, null, invite.requestedAt());
			case 3 -> new NotificationDelivered(invite.inviteId(), 1, 0);
			case 4 -> new InviteOpened(invite.inviteId(), 1, false);
			default -> new InviteAccepted(invite.inviteId(), 1, "auth0|somebody");
		};
	}

	private void line(String line) {
		logger.info("{}", line);
		this.report.append(line).append(String.format(Locale.ROOT, "%n"));
	}

}
