package dev.missioncontrol.invite.api.invite;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.missioncontrol.invite.api.caller.Caller;
import dev.missioncontrol.invite.api.caller.RoleOrder;
import dev.missioncontrol.invite.api.idempotency.Claim;
import dev.missioncontrol.invite.api.idempotency.Fingerprint;
import dev.missioncontrol.invite.api.idempotency.IdempotencyKey;
import dev.missioncontrol.invite.api.idempotency.IdempotencyStore;
import dev.missioncontrol.invite.api.member.CheckingMembership;
import dev.missioncontrol.invite.api.member.Membership;
import dev.missioncontrol.invite.api.member.WhenUnknown;
import dev.missioncontrol.invite.api.policy.InvitePolicy;
import dev.missioncontrol.invite.api.policy.OrganizationPolicy;
import dev.missioncontrol.invite.api.policy.Policies;
import dev.missioncontrol.invite.api.policy.PolicyInForce;
import dev.missioncontrol.invite.api.policy.ResendPolicy;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.api.problem.Violation;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.InviteCommand;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.Organization;
import dev.missioncontrol.invite.event.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class RequestingInviteTest {

	private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

	private static final Caller CALLER = new Caller("auth0|admin", new Organization("acme", "Acme Inc."),
			Set.of(new Role("admin")));

	private static final IdempotencyKey KEY = new IdempotencyKey("key");

	private static final RoleOrder ORDER = new RoleOrder(
			List.of(new Role("read"), new Role("write"), new Role("admin")));

	private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

	private static final Set<Role> ROLES = Set.of(new Role("admin"), new Role("read"), new Role("write"));

	private final List<InviteCommand> written = new ArrayList<>();

	private final Keys keys = new Keys();

	private boolean logIsUp = true;

	private boolean logKnowsThatItIsAway;

	private final List<String> lookups = new ArrayList<>();

	private Membership membership = Membership.STRANGER;

	private final RequestingInvite useCase = new RequestingInvite(
			new PolicyInForce(policy(ROLES, Duration.ofHours(24), Duration.ofMinutes(5), Duration.ofDays(30)),
					new NoPolicies()),
			ORDER, membership(), duplicates(), new AppendingCommands(new Log(), this.keys, PendingInvites.UNLIMITED),
			CLOCK);

	@Test
	void fillsInWhatIsNotAskedFor() {
		Invite invite = accepted(request("A@Example.com", List.of("read"), null), null);
		assertThat(invite.expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(24)));
		assertThat(invite.requestedAt()).isEqualTo(NOW);
		assertThat(invite.organization()).isEqualTo(CALLER.organization());
		assertThat(invite.generation()).isEqualTo(1);
		assertThat(this.written).containsExactly(new InviteRequested(invite));
	}

	@ParameterizedTest
	@CsvSource({ "PT5M, true", "PT4M59S, false", "P30D, true", "PT720H1S, false", "PT-1H, false", "P1D, true" })
	void takesLifetimesInRange(String ttl, boolean taken) {
		InviteRequest request = request("a@example.com", List.of("read"), ttl);
		if (taken) {
			accepted(request, null);
		}
		else {
			assertThat(violations(request)).containsExactly(Map.entry("/ttl", "ttl-out-of-range"));
		}
	}

	@ParameterizedTest
	@CsvSource({ "24h", "P1M", "PT99999999999999999999S", "''" })
	void refusesOtherLifetimes(String ttl) {
		assertThat(violations(request("a@example.com", List.of("read"), ttl)))
			.containsExactly(Map.entry("/ttl", "invalid-ttl"));
	}

	@Test
	void collectsAllViolations() {
		Map<String, String> metadata = IntStream.range(0, 21)
			.boxed()
			.collect(Collectors.toMap((i) -> "n" + i, (_) -> ""));
		metadata.put("long", "x".repeat(256));
		InviteRequest request = new InviteRequest("no", List.of(), "PT1S", "?", new HashMap<>(metadata), null,
				List.of(new Violation("/x", "unknown-field", "")));
		assertThat(violations(request)).containsExactlyInAnyOrder(Map.entry("/x", "unknown-field"),
				Map.entry("/email", "invalid-email"), Map.entry("/roles", "empty-roles"),
				Map.entry("/ttl", "ttl-out-of-range"), Map.entry("/locale", "invalid-locale"),
				Map.entry("/metadata", "too-much-metadata"), Map.entry("/metadata", "invalid-metadata"));
		assertThat(this.written).isEmpty();
	}

	@Test
	void saysNothingTwiceOfTheSameField() {
		InviteRequest request = new InviteRequest(null, null, null, null, null, null,
				List.of(new Violation("/email", "wrong-type", ""), new Violation("/roles", "wrong-type", "")));
		assertThat(violations(request)).containsExactly(Map.entry("/email", "wrong-type"),
				Map.entry("/roles", "wrong-type"));
	}

	@Test
	void asksForNoKeyWhereThereIsNone() {
		accepted(request("a@example.com", List.of("read"), null), null);
		assertThat(this.keys.calls).isEmpty();
	}

	@Test
	void derivesTheIdFromTheKey() {
		Invite invite = accepted(request("a@example.com", List.of("read"), null), KEY);
		assertThat(invite.inviteId()).isEqualTo(InviteId.of("acme", "key"));
		assertThat(this.keys.calls).containsExactly("claim", "complete 1");
	}

	@Test
	void releasesTheKeyWhenTheLogIsDown() {
		this.logIsUp = false;
		assertThat(refused(request("a@example.com", List.of("read"), null), KEY).code())
			.isEqualTo(ProblemCode.COMMAND_LOG_UNAVAILABLE);
		assertThat(this.keys.calls).containsExactly("claim", "release 1");
	}

	@Test
	void claimsNoKeyForALogThatIsAway() {
		this.logKnowsThatItIsAway = true;
		assertThat(refused(request("a@example.com", List.of("admin"), null), KEY).code())
			.isEqualTo(ProblemCode.COMMAND_LOG_UNAVAILABLE);
		assertThat(this.keys.calls).isEmpty();
		assertThat(this.written).isEmpty();
	}

	@Test
	void writesTheCommandOfTheFirstAttempt() {
		InviteRequested first = new InviteRequested(accepted(request("a@example.com", List.of("admin"), null), null));
		this.written.clear();
		this.keys.answer = new Claim.Granted<>("acme", KEY, first, 2);
		accepted(request("a@example.com", List.of("admin"), null), KEY);
		assertThat(this.written).containsExactly(first);
		assertThat(this.keys.calls).containsExactly("claim", "complete 2");
	}

	@Test
	void refusesAKeyThatIsInUseOrStandsForSomethingElse() {
		InviteRequest request = request("a@example.com", List.of("admin"), null);
		this.keys.answer = new Claim.InFlight<>(Duration.ofSeconds(3));
		assertThat(refused(request, KEY)).returns(ProblemCode.IDEMPOTENCY_KEY_IN_FLIGHT, Problem::code)
			.returns(Duration.ofSeconds(3), Problem::retryAfter);
		this.keys.answer = new Claim.OtherRequest<>();
		assertThat(refused(request, KEY).code()).isEqualTo(ProblemCode.IDEMPOTENCY_KEY_REUSED);
		assertThat(this.written).isEmpty();
	}

	@Test
	void writesNothingForAnAnsweredKey() {
		InviteRequested first = new InviteRequested(accepted(request("a@example.com", List.of("admin"), null), null));
		this.written.clear();
		this.keys.answer = new Claim.Answered<>(first);
		assertThat(accepted(request("a@example.com", List.of("admin"), null), KEY)).isEqualTo(first.invite());
		assertThat(this.written).isEmpty();
	}

	@Test
	void invitesNoMember() {
		this.membership = Membership.MEMBER;
		InviteRequest request = request("A@example.com", List.of("read"), null);
		assertThat(refused(request, null).code()).isEqualTo(ProblemCode.ALREADY_MEMBER);
		assertThat(refused(request, KEY).code()).isEqualTo(ProblemCode.ALREADY_MEMBER);
		assertThat(this.written).isEmpty();
		assertThat(this.lookups).containsExactly("acme a@example.com", "acme a@example.com");
		assertThat(this.keys.calls).containsExactly("claim", "forget 1");
	}

	@Test
	void looksNobodyUpForAKeyThatHasAnAnswerOrAnEarlierAttempt() {
		InviteRequested first = new InviteRequested(accepted(request("a@example.com", List.of("admin"), null), null));
		this.lookups.clear();
		// By the invite of the first attempt, which may have been sent.
		this.membership = Membership.MEMBER;
		this.keys.answer = new Claim.Answered<>(first);
		assertThat(accepted(request("a@example.com", List.of("admin"), null), KEY)).isEqualTo(first.invite());
		this.keys.answer = new Claim.Granted<>("acme", KEY, first, 2);
		assertThat(accepted(request("a@example.com", List.of("admin"), null), KEY)).isEqualTo(first.invite());
		assertThat(this.lookups).isEmpty();
	}

	@Test
	void looksNobodyUpForARequestThatIsRefusedAnyway() {
		refused(request("no", List.of("read"), null), KEY);
		this.logKnowsThatItIsAway = true;
		refused(request("a@example.com", List.of("read"), null), null);
		assertThat(this.lookups).isEmpty();
	}

	@Test
	void staysAcceptedWhenTheKeyCannotBeCompleted() {
		this.keys.completes = false;
		accepted(request("a@example.com", List.of("read"), null), KEY);
		assertThat(this.written).hasSize(1);
	}

	@Test
	void keepsPoliciesPossible() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> policy(ROLES, Duration.ofHours(1), Duration.ofHours(2), Duration.ofDays(1)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> policy(ROLES, Duration.ofHours(1), Duration.ofMinutes(5), Duration.ofDays(31)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> policy(Set.of(), Duration.ofHours(1), Duration.ofMinutes(5), Duration.ofDays(1)));
	}

	private static InvitePolicy policy(Set<Role> roles, Duration usual, Duration shortest, Duration longest) {
		return new InvitePolicy(roles, usual, shortest, longest, ResendPolicy.SUPERSEDE);
	}

	private CheckingMembership membership() {
		return new CheckingMembership((organization, email) -> {
			this.lookups.add(organization + " " + email.value());
			return Mono.just(this.membership);
		}, WhenUnknown.ACCEPT, Duration.ofSeconds(5));
	}

	/** Nobody else is pending, so nobody asks the ledger. */
	private static Duplicates duplicates() {
		return new Duplicates(PendingInvites.UNLIMITED, null, null, null, CLOCK);
	}

	private static InviteRequest request(String email, List<String> roles, String ttl) {
		return new InviteRequest(email, roles, ttl, null, null, null, List.of());
	}

	@Test
	void givesNoRoleAboveTheCallersOwn() {
		Caller writer = new Caller("auth0|writer", CALLER.organization(), Set.of(new Role("write")));
		InviteRequest above = request("a@example.com", List.of("read", "admin"), null);
		Problem problem = catchThrowableOfType(ProblemException.class,
				() -> this.useCase.request(writer, above, KEY).block())
			.problem();
		assertThat(problem.code()).isEqualTo(ProblemCode.ROLE_ABOVE_OWN);
		assertThat(problem.members()).containsExactly(Map.entry("role", "admin"));
		assertThat(this.written).isEmpty();
		assertThat(this.useCase.request(writer, request("a@example.com", List.of("write"), null), KEY).block())
			.isNotNull();
	}

	private Invite accepted(InviteRequest request, IdempotencyKey key) {
		return this.useCase.request(CALLER, request, key).block();
	}

	private Problem refused(InviteRequest request, IdempotencyKey key) {
		return catchThrowableOfType(ProblemException.class, () -> accepted(request, key)).problem();
	}

	private List<Map.Entry<String, String>> violations(InviteRequest request) {
		Problem problem = refused(request, null);
		assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_REQUEST);
		return problem.violations().stream().map((each) -> Map.entry(each.pointer(), each.code())).toList();
	}

	/** Of organizations that set nothing. */
	private static final class NoPolicies implements Policies {

		@Override
		public Mono<OrganizationPolicy> find(String organizationId) {
			return Mono.just(OrganizationPolicy.NONE);
		}

		@Override
		public Mono<Void> put(String organizationId, OrganizationPolicy policy, String changedBy) {
			throw new UnsupportedOperationException();
		}

	}

	/** Takes commands, refuses them, or says beforehand that it would. */
	private final class Log implements CommandLog {

		@Override
		public Mono<Void> append(InviteCommand command) {
			return Mono.defer(() -> {
				if (!RequestingInviteTest.this.logIsUp) {
					return Mono.error(away());
				}
				RequestingInviteTest.this.written.add(command);
				return Mono.empty();
			});
		}

		@Override
		public Mono<Void> ready() {
			return RequestingInviteTest.this.logKnowsThatItIsAway ? Mono.error(away()) : Mono.empty();
		}

		private static ProblemException away() {
			return new ProblemException(Problem.of(ProblemCode.COMMAND_LOG_UNAVAILABLE, ""));
		}

	}

	/** Grants every key, or answers as told. */
	private static final class Keys implements IdempotencyStore {

		private final List<String> calls = new ArrayList<>();

		private Claim<InviteRequested> answer;

		private boolean completes = true;

		@Override
		@SuppressWarnings("unchecked") // The test asks for one kind only.
		public <C extends InviteCommand> Mono<Claim<C>> claim(String organizationId, IdempotencyKey key,
				Fingerprint fingerprint, C command) {
			this.calls.add("claim");
			return Mono.just((this.answer != null) ? (Claim<C>) this.answer
					: new Claim.Granted<>(organizationId, key, command, 1));
		}

		@Override
		public Mono<Void> change(Claim.Granted<?> granted, InviteCommand command) {
			this.calls.add("change " + granted.attempt());
			return Mono.empty();
		}

		@Override
		public Mono<Void> complete(Claim.Granted<?> granted) {
			this.calls.add("complete " + granted.attempt());
			return this.completes ? Mono.empty() : Mono.error(new IllegalStateException("database is down"));
		}

		@Override
		public Mono<Void> forget(Claim.Granted<?> granted) {
			this.calls.add("forget " + granted.attempt());
			return Mono.empty();
		}

		@Override
		public Mono<Void> release(Claim.Granted<?> granted) {
			this.calls.add("release " + granted.attempt());
			return Mono.empty();
		}

	}

}
