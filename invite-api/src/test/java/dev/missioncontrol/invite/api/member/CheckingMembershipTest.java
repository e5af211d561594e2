package dev.missioncontrol.invite.api.member;

import java.time.Duration;

import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.event.EmailAddress;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class CheckingMembershipTest {

	@Test
	void refusesMembersOnly() {
		assertThatCode(() -> check(Membership.STRANGER, WhenUnknown.REFUSE)).doesNotThrowAnyException();
		assertThat(refused(Membership.MEMBER, WhenUnknown.ACCEPT)).returns(ProblemCode.ALREADY_MEMBER, Problem::code)
			.returns(null, Problem::retryAfter);
	}

	@Test
	void doesAsToldWhenNobodyKnows() {
		assertThatCode(() -> check(Membership.UNKNOWN, WhenUnknown.ACCEPT)).doesNotThrowAnyException();
		assertThat(refused(Membership.UNKNOWN, WhenUnknown.REFUSE))
			.returns(ProblemCode.MEMBERS_UNAVAILABLE, Problem::code)
			.returns(Duration.ofSeconds(5), Problem::retryAfter);
	}

	private static void check(Membership membership, WhenUnknown whenUnknown) {
		new CheckingMembership((_, _) -> Mono.just(membership), whenUnknown, Duration.ofSeconds(5))
			.check("acme", new EmailAddress("grace@example.com"))
			.block();
	}

	private static Problem refused(Membership membership, WhenUnknown whenUnknown) {
		return catchThrowableOfType(ProblemException.class, () -> check(membership, whenUnknown)).problem();
	}

}
