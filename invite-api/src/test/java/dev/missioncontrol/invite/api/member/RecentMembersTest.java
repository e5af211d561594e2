package dev.missioncontrol.invite.api.member;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.missioncontrol.invite.event.EmailAddress;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

class RecentMembersTest {

	private static final EmailAddress GRACE = new EmailAddress("grace@example.com");

	private final List<String> asked = new ArrayList<>();

	private Mono<Membership> answer = Mono.just(Membership.MEMBER);

	private final RecentMembers members = new RecentMembers((organization, _) -> {
		this.asked.add(organization);
		return this.answer;
	}, Duration.ofHours(1), 10);

	@Test
	void remembersMembersOfAnOrganization() {
		assertThat(ask("acme")).isEqualTo(Membership.MEMBER);
		this.answer = Mono.just(Membership.STRANGER);
		assertThat(ask("acme")).isEqualTo(Membership.MEMBER);
		assertThat(ask("globex")).isEqualTo(Membership.STRANGER);
		assertThat(this.members.ask("acme", new EmailAddress("ada@example.com")).block())
			.isEqualTo(Membership.STRANGER);
		assertThat(this.asked).containsExactly("acme", "globex", "acme");
	}

	@Test
	void remembersNobodyElse() {
		this.answer = Mono.just(Membership.STRANGER);
		assertThat(ask("acme")).isEqualTo(Membership.STRANGER);
		this.answer = Mono.just(Membership.UNKNOWN);
		assertThat(ask("acme")).isEqualTo(Membership.UNKNOWN);
		this.answer = Mono.just(Membership.MEMBER);
		assertThat(ask("acme")).isEqualTo(Membership.MEMBER);
	}

	@Test
	void asksOnceForAllWhoWantToKnowAtTheSameMoment() {
		Sinks.One<Membership> sink = Sinks.one();
		this.answer = sink.asMono();
		var first = this.members.ask("acme", GRACE).toFuture();
		var second = this.members.ask("acme", GRACE).toFuture();
		// Who gives up takes the answer from nobody.
		first.cancel(true);
		sink.tryEmitValue(Membership.STRANGER).orThrow();
		assertThat(second.join()).isEqualTo(Membership.STRANGER);
		assertThat(this.asked).hasSize(1);
	}

	@Test
	void needNotRememberAnybody() {
		RecentMembers forgetful = new RecentMembers((organization, _) -> {
			this.asked.add(organization);
			return this.answer;
		}, Duration.ZERO, 0);
		forgetful.ask("acme", GRACE).block();
		forgetful.ask("acme", GRACE).block();
		assertThat(this.asked).hasSize(2);
	}

	private Membership ask(String organization) {
		return this.members.ask(organization, GRACE).block();
	}

}
