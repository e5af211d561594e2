package dev.missioncontrol.invite.api.policy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RecentPoliciesTest {

	private final Stored stored = new Stored();

	private final Time time = new Time();

	private final RecentPolicies recent = new RecentPolicies(this.stored, Duration.ofSeconds(10), 100,
			WhenUnknown.REFUSE, this.time);

	@Test
	void asksOnceInAWhile() {
		assertThat(quota()).isEqualTo(5);
		this.stored.quota = 6;
		assertThat(quota()).isEqualTo(5);
		this.time.now = this.time.now.plusSeconds(10);
		assertThat(quota()).isEqualTo(6);
	}

	@Test
	void knowsItsOwnChangesAtOnce() {
		assertThat(quota()).isEqualTo(5);
		this.recent.put("acme", policy(7), "auth0|admin").block();
		assertThat(quota()).isEqualTo(7);
	}

	@Test
	void remembersWhileTheyCannotBeAskedFor() {
		assertThat(quota()).isEqualTo(5);
		this.time.now = this.time.now.plusSeconds(3600);
		this.stored.away = true;
		assertThat(quota()).isEqualTo(5);
		assertThatIllegalStateException().isThrownBy(() -> this.recent.find("globex").block());
	}

	private Integer quota() {
		OrganizationPolicy policy = this.recent.find("acme").block();
		assertThat(policy).isNotNull();
		return policy.dailyQuota();
	}

	private static OrganizationPolicy policy(int quota) {
		return new OrganizationPolicy(null, null, null, DomainRule.ALL, null, quota, null);
	}

	private static final class Stored implements Policies {

		private int quota = 5;

		private boolean away;

		@Override
		public Mono<OrganizationPolicy> find(String organizationId) {
			return this.away ? Mono.error(new IllegalStateException("away")) : Mono.just(policy(this.quota));
		}

		@Override
		public Mono<Void> put(String organizationId, OrganizationPolicy policy, String changedBy) {
			return Mono.fromRunnable(() -> this.quota = policy.dailyQuota());
		}

	}

	private static final class Time extends Clock {

		private Instant now = Instant.parse("2026-11-21T12:00:00Z");

		@Override
		public Instant instant() {
			return this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			throw new UnsupportedOperationException();
		}

	}

}
