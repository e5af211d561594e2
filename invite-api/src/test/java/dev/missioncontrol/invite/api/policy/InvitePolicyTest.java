package dev.missioncontrol.invite.api.policy;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

import dev.missioncontrol.invite.event.Role;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InvitePolicyTest {

	private static final Role READ = new Role("read");

	private static final Role WRITE = new Role("write");

	private static final InvitePolicy OPERATOR = new InvitePolicy(Set.of(READ, WRITE), Duration.ofHours(24),
			Duration.ofMinutes(5), Duration.ofDays(7), ResendPolicy.SUPERSEDE);

	@Test
	void staysAsItIsForAnOrganizationThatSetNothing() {
		assertThat(OPERATOR.narrowedBy(OrganizationPolicy.NONE)).isEqualTo(OPERATOR);
	}

	@Test
	void isNarrowedByWhatAnOrganizationSet() {
		InvitePolicy narrowed = OPERATOR.narrowedBy(wishes(Duration.ofHours(1), Duration.ofHours(2), READ));
		assertThat(narrowed.allowedRoles()).containsExactly(READ);
		assertThat(narrowed.defaultTtl()).isEqualTo(Duration.ofHours(1));
		assertThat(narrowed.maxTtl()).isEqualTo(Duration.ofHours(2));
	}

	@Test
	void isNeverWidenedByWhatTheOperatorHasForbiddenSince() {
		InvitePolicy narrowed = OPERATOR
			.narrowedBy(wishes(Duration.ofDays(20), Duration.ofDays(30), new Role("admin")));
		assertThat(narrowed).isEqualTo(new InvitePolicy(Set.of(READ, WRITE), Duration.ofDays(7), Duration.ofMinutes(5),
				Duration.ofDays(7), ResendPolicy.KEEP));
	}

	@Test
	void hasNoDefaultAboveTheLongest() {
		InvitePolicy narrowed = OPERATOR.narrowedBy(wishes(null, Duration.ofHours(2), READ));
		assertThat(narrowed.defaultTtl()).isEqualTo(Duration.ofHours(2));
	}

	private static OrganizationPolicy wishes(Duration usual, Duration longest, Role role) {
		return new OrganizationPolicy(usual, longest, new TreeSet<>(Set.of(role)), DomainRule.ALL, ResendPolicy.KEEP,
				null, null);
	}

}
