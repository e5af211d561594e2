package dev.missioncontrol.invite.api.invite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.missioncontrol.invite.api.policy.Allowance;
import dev.missioncontrol.invite.api.policy.Allowances;
import dev.missioncontrol.invite.api.policy.DomainRule;
import dev.missioncontrol.invite.api.policy.OrganizationPolicy;
import dev.missioncontrol.invite.api.policy.Policies;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.test.InviteFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class CountedInvitesTest {

	private final Invite invite = InviteFixture.anInvite().build();

	private final List<String> calls = new ArrayList<>();

	private Place place = new Place.Ours();

	private Allowance allowance = new Allowance.Granted();

	private OrganizationPolicy policy = new OrganizationPolicy(null, null, null, DomainRule.ALL, null, 5, null);

	private final CountedInvites counted = new CountedInvites(new Pending(), new OnePolicy(), new Counter());

	@Test
	void countsWhatHasAPlace() {
		assertThat(this.counted.take(this.invite, null).block()).isEqualTo(new Place.Ours());
		assertThat(this.calls).containsExactly("place", "count");
	}

	@Test
	void countsNothingThatHasNone() {
		this.place = new Place.Taken(InviteId.next());
		assertThat(this.counted.take(this.invite, null).block()).isEqualTo(this.place);
		assertThat(this.calls).containsExactly("place");
	}

	@Test
	void countsNothingWithoutALimit() {
		this.policy = OrganizationPolicy.NONE;
		this.counted.take(this.invite, null).block();
		this.counted.giveBack(this.invite).block();
		assertThat(this.calls).containsExactly("place", "free the place");
	}

	@Test
	void freesThePlaceOfOneTooMany() {
		this.allowance = new Allowance.Exhausted(Allowance.Limit.DAY, 5, Duration.ofHours(3));
		ProblemException refusal = catchThrowableOfType(ProblemException.class,
				() -> this.counted.take(this.invite, null).block());
		assertThat(refusal.problem().code()).isEqualTo(ProblemCode.QUOTA_EXCEEDED);
		assertThat(refusal.problem().retryAfter()).isEqualTo(Duration.ofHours(3));
		assertThat(this.calls).containsExactly("place", "count", "free the place");
	}

	@Test
	void countsNothingThatKafkaDidNotTake() {
		this.counted.giveBack(this.invite).block();
		assertThat(this.calls).containsExactly("free the place", "count back");
	}

	private final class Pending implements PendingInvites {

		@Override
		public Mono<Place> take(Invite wanted, @Nullable InviteId instead) {
			CountedInvitesTest.this.calls.add("place");
			return Mono.just(CountedInvitesTest.this.place);
		}

		@Override
		public Mono<Void> confirm(Invite wanted) {
			return Mono.empty();
		}

		@Override
		public Mono<Void> giveBack(Invite wanted) {
			return Mono.fromRunnable(() -> CountedInvitesTest.this.calls.add("free the place"));
		}

	}

	private final class OnePolicy implements Policies {

		@Override
		public Mono<OrganizationPolicy> find(String organizationId) {
			return Mono.just(CountedInvitesTest.this.policy);
		}

		@Override
		public Mono<Void> put(String organizationId, OrganizationPolicy changed, String changedBy) {
			throw new UnsupportedOperationException();
		}

	}

	private final class Counter implements Allowances {

		@Override
		public Mono<Allowance> take(String organizationId, OrganizationPolicy limits) {
			return Mono.fromSupplier(() -> {
				CountedInvitesTest.this.calls.add("count");
				return CountedInvitesTest.this.allowance;
			});
		}

		@Override
		public Mono<Void> giveBack(String organizationId) {
			return Mono.fromRunnable(() -> CountedInvitesTest.this.calls.add("count back"));
		}

	}

}
