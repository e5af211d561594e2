package dev.missioncontrol.invite.api.member.auth0;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import dev.missioncontrol.invite.api.TenantStandIn;
import dev.missioncontrol.invite.api.member.Membership;
import dev.missioncontrol.invite.api.member.WhenUnknown;
import dev.missioncontrol.invite.api.tenant.auth0.TenantFixture;
import dev.missioncontrol.invite.event.EmailAddress;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Auth0 says about an address.
 */
class Auth0MembersIT {

	private static final String GRACE = "grace@example.com";

	private static final Map<String, Object> SIGNED_UP = Map.of("signed_up", true, "organization", "acme");

	private final TenantStandIn tenant = new TenantStandIn();

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final Auth0Members members = members(TenantStandIn.CLIENT_SECRET, Duration.ofSeconds(20), 100, 100);

	@AfterEach
	void stop() {
		this.tenant.close();
	}

	@Test
	void findsWhoHasSignedUpIntoTheOrganization() {
		this.tenant.member(GRACE, "acme");
		assertThat(ask(GRACE)).isEqualTo(Membership.MEMBER);
		assertThat(this.members.ask("globex", new EmailAddress(GRACE)).block()).isEqualTo(Membership.STRANGER);
		assertThat(ask("ada@example.com")).isEqualTo(Membership.STRANGER);
		assertThat(counted("member")).isEqualTo(1);
		assertThat(counted("stranger")).isEqualTo(2);
	}

	@Test
	void asksInLowerCaseAsAuth0KeepsAddresses() {
		this.tenant.member(GRACE, "acme");
		assertThat(ask(" GRACE@Example.COM")).isEqualTo(Membership.MEMBER);
		assertThat(this.tenant.lookups()).containsExactly(GRACE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "grace+team@example.com", "a&email=b@example.com", "a%2bb#c?d/e@example.com",
			"o'neil={x}|~^`!$*@example.com" })
	void asksForAnyAddressAsItIs(String address) {
		this.tenant.member(address, "acme");
		assertThat(ask(address)).isEqualTo(Membership.MEMBER);
		assertThat(this.tenant.lookups()).containsExactly(address);
	}

	@Test
	void believesNoAddressThatIsNotVerified() {
		this.tenant.account(GRACE, false, false, SIGNED_UP);
		assertThat(ask(GRACE)).isEqualTo(Membership.STRANGER);
	}

	@Test
	void countsABlockedAccountAsAMember() {
		this.tenant.account(GRACE, true, true, SIGNED_UP);
		assertThat(ask(GRACE)).isEqualTo(Membership.MEMBER);
	}

	@Test
	void looksAtAllAccountsOfTheAddress() {
		this.tenant.account(GRACE, true, false, Map.of());
		this.tenant.account(GRACE, true, false, Map.of("signed_up", "true", "organization", "acme"));
		this.tenant.account(GRACE, true, false, Map.of("signed_up", true, "organization", 7));
		this.tenant.account(GRACE, true, false, Map.of("signed_up", true, "organization", "globex"));
		assertThat(ask(GRACE)).isEqualTo(Membership.STRANGER);
		this.tenant.account(GRACE, true, false, SIGNED_UP);
		assertThat(ask(GRACE)).isEqualTo(Membership.MEMBER);
	}

	@Test
	void asksNothingForAsLongAsAuth0Says() {
		this.tenant.member(GRACE, "acme");
		this.tenant.refuseLookupOnce(429, "Retry-After", "3600");
		assertThat(ask(GRACE)).isEqualTo(Membership.UNKNOWN);
		assertThat(ask(GRACE)).isEqualTo(Membership.UNKNOWN);
		assertThat(this.tenant.lookups()).hasSize(1);
		assertThat(counted("failed")).isEqualTo(1);
		assertThat(counted("paused")).isEqualTo(1);
	}

	@Test
	void understandsTheTimeThatAuth0NamesInItsOwnHeader() {
		this.tenant.refuseLookupOnce(429, "x-ratelimit-reset",
				Long.toString(Instant.now().plusSeconds(3600).getEpochSecond()));
		assertThat(ask(GRACE)).isEqualTo(Membership.UNKNOWN);
		assertThat(ask(GRACE)).isEqualTo(Membership.UNKNOWN);
		assertThat(this.tenant.lookups()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 503, 403 })
	void goesOnAskingAfterAFault(int status) {
		this.tenant.member(GRACE, "acme");
		this.tenant.refuseLookupOnce(status, "X-Any", "grace@example.com is not to be quoted");
		assertThat(ask(GRACE)).isEqualTo(Membership.UNKNOWN);
		Awaitility.await().until(() -> ask(GRACE) == Membership.MEMBER);
	}

	@Test
	void isNotPutOffByAnAddressThatAuth0Refuses() {
		this.tenant.member(GRACE, "acme");
		this.tenant.refuseLookupOnce(400, "X-Any", "not an address");
		assertThat(ask("grace..h@example.com")).isEqualTo(Membership.STRANGER);
		assertThat(ask(GRACE)).isEqualTo(Membership.MEMBER);
	}

	@Test
	void knowsNothingWithWrongCredentials() {
		this.tenant.member(GRACE, "acme");
		assertThat(members("wrong", Duration.ofSeconds(20), 1, 1).ask("acme", new EmailAddress(GRACE)).block())
			.isEqualTo(Membership.UNKNOWN);
		assertThat(this.tenant.lookups()).isEmpty();
	}

	@Test
	void fetchesAnotherTokenWhenThisOneIsRefused() {
		this.tenant.member(GRACE, "acme");
		assertThat(ask(GRACE)).isEqualTo(Membership.MEMBER);
		this.tenant.refuseTokensSoFar();
		assertThat(ask(GRACE)).isEqualTo(Membership.MEMBER);
		assertThat(this.tenant.tokens()).isEqualTo(2);
		// Not with each question, should that be of no use.
		this.tenant.refuseTokensSoFar();
		assertThat(ask(GRACE)).isEqualTo(Membership.UNKNOWN);
		assertThat(this.tenant.tokens()).isEqualTo(2);
	}

	@Test
	void doesNotWaitForASlowAnswer() {
		this.tenant.member(GRACE, "acme");
		assertThat(ask(GRACE)).isEqualTo(Membership.MEMBER);
		CountDownLatch held = this.tenant.holdLookups();
		assertThat(
				members(TenantStandIn.CLIENT_SECRET, Duration.ofMillis(200), 1, 1).ask("acme", new EmailAddress(GRACE))
					.block(Duration.ofSeconds(20)))
			.isEqualTo(Membership.UNKNOWN);
		held.countDown();
		assertThat(counted("failed")).isEqualTo(1);
	}

	@Test
	void asksSoMuchAtATimeOnly() {
		CountDownLatch held = this.tenant.holdLookups();
		Auth0Members narrow = members(TenantStandIn.CLIENT_SECRET, Duration.ofSeconds(20), 100, 3);
		var answers = Flux.range(0, 10).flatMap((_) -> narrow.ask("acme", new EmailAddress(GRACE)), 10).collectList();
		var all = answers.toFuture();
		Awaitility.await().until(() -> this.tenant.lookups().size() == 3 && counted("busy") == 7);
		held.countDown();
		assertThat(all.join()).filteredOn(Membership.STRANGER::equals).hasSize(3);
		assertThat(narrow.ask("acme", new EmailAddress(GRACE)).block()).isEqualTo(Membership.STRANGER);
	}

	@Test
	void asksSoMuchInASecondOnly() {
		Auth0Members narrow = members(TenantStandIn.CLIENT_SECRET, Duration.ofSeconds(20), 1, 100);
		List<Membership> answers = IntStream.range(0, 50)
			.mapToObj((_) -> narrow.ask("acme", new EmailAddress(GRACE)).block())
			.toList();
		assertThat(answers).contains(Membership.STRANGER, Membership.UNKNOWN);
		assertThat(counted("limited")).isEqualTo(50 - this.tenant.lookups().size()).isPositive();
	}

	private Membership ask(String email) {
		return this.members.ask("acme", new EmailAddress(email)).block();
	}

	private Auth0Members members(String secret, Duration timeout, int ratePerSecond, int concurrency) {
		MemberSettings settings = new MemberSettings(true, WhenUnknown.ACCEPT, timeout, ratePerSecond, concurrency,
				Duration.ofMillis(50), Duration.ofHours(1), Duration.ZERO, 0, Duration.ofSeconds(1));
		return new Auth0Members(TenantFixture.api(this.tenant, secret),
				new Turnstile(concurrency, ratePerSecond, System::nanoTime), (task) -> Thread.ofVirtual().start(task),
				settings, this.meters);
	}

	private int counted(String result) {
		return (int) this.meters.counter("invite.members.asked", "result", result).count();
	}

}
