package dev.missioncontrol.invite.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import dev.missioncontrol.invite.api.ledger.InviteStatus;
import dev.missioncontrol.invite.api.ledger.Projecting;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.InviteClosed;
import dev.missioncontrol.invite.event.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where an invite can stand, and what can be done with it there. The ledger hears what
 * the tests tell it and nothing else.
 */
class TransitionIT {

	private static final InviteApi API = InviteApi.quiet();

	private static final Set<InviteStatus> REVOCABLE = Set.of(InviteStatus.REQUESTED, InviteStatus.SIGNED,
			InviteStatus.NOTIFIED, InviteStatus.OPENED, InviteStatus.FAILED);

	private static final Set<InviteStatus> ENDED_FOR_GOOD = Set.of(InviteStatus.ACCEPTED, InviteStatus.REVOKED);

	@Test
	void goesTheWholeWayAndShowsWhenItGotWhere() {
		Told told = Told.anInvite();
		stands(told, told.requested(), "requested", "requested");
		stands(told, told.signed(1), "signed", "signed");
		stands(told, told.delivered(1), "notified", "notified");
		stands(told, told.opened(1, false), "opened", "opened");
		stands(told, told.accepted(1, "auth0|grace"), "accepted", "accepted");
	}

	@Test
	void showsWhenItEndedOtherwise() {
		Told failed = Told.anInvite();
		project(failed.requested());
		stands(failed, failed.failed(1), "failed", "notification-failed");
		Told revoked = Told.anInvite();
		project(revoked.requested());
		stands(revoked, revoked.revokeRequested(60), "revoked", "revoked");
		Told expired = longAgo();
		project(expired.requested());
		stands(expired, expiry(expired), "expired", "expired");
	}

	/** The newest milestone has the time of its event, and all before are still shown. */
	private static void stands(Told told, CloudEvent<?> event, String status, String milestone) {
		project(event);
		API.client()
			.get()
			.uri("/v1/invites/" + told.id())
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo(status)
			.jsonPath("$.timeline[?(@.milestone=='" + milestone + "')].at")
			.isEqualTo(List.of(event.time().toString()))
			.jsonPath("$.timeline[?(@.milestone=='requested')].at")
			.isEqualTo(List.of(told.start().toString()));
	}

	@ParameterizedTest
	@EnumSource
	void isRevokedOnlyWhilePending(InviteStatus status) {
		check("revoke", status, REVOCABLE.contains(status));
	}

	@ParameterizedTest
	@EnumSource
	void isSentAgainUnlessItHasEndedForGood(InviteStatus status) {
		check("resend", status, !ENDED_FOR_GOOD.contains(status));
	}

	private static void check(String act, InviteStatus status, boolean legal) {
		long before = TopicEnd.of(Topics.COMMANDS);
		if (legal) {
			rest(act, at(status), null).expectStatus().isAccepted();
			rest(act, at(status), UUID.randomUUID().toString()).expectStatus().isAccepted();
			graphQl(act, at(status)).jsonPath("$.errors").doesNotExist();
			assertThat(TopicEnd.of(Topics.COMMANDS)).isEqualTo(before + 3);
			return;
		}
		for (String key : new String[] { null, UUID.randomUUID().toString() }) {
			rest(act, at(status), key).expectStatus()
				.isEqualTo(409)
				.expectHeader()
				.contentType(MediaType.APPLICATION_PROBLEM_JSON)
				.expectBody()
				.jsonPath("$.code")
				.isEqualTo("illegal-transition")
				.jsonPath("$.inviteStatus")
				.isEqualTo(status.wireName());
		}
		graphQl(act, at(status)).jsonPath("$.data")
			.isEmpty()
			.jsonPath("$.errors[0].extensions.code")
			.isEqualTo("illegal-transition")
			.jsonPath("$.errors[0].extensions.inviteStatus")
			.isEqualTo(status.wireName());
		assertThat(TopicEnd.of(Topics.COMMANDS)).isEqualTo(before);
	}

	/** A new invite that stands there. */
	private static Told at(InviteStatus status) {
		Told told = (status == InviteStatus.EXPIRED) ? longAgo() : Told.anInvite();
		project(told.requested());
		Stream<CloudEvent<?>> more = switch (status) {
			case REQUESTED, EXPIRED -> Stream.empty();
			case SIGNED -> Stream.of(told.signed(1));
			case NOTIFIED -> Stream.of(told.signed(1), told.delivered(1));
			case OPENED -> Stream.of(told.signed(1), told.delivered(1), told.opened(1, false));
			case FAILED -> Stream.of(told.signed(1), told.failed(1));
			case ACCEPTED -> Stream.of(told.opened(1, false), told.accepted(1, "auth0|grace"));
			case REVOKED -> Stream.of(told.revokeRequested(60));
		};
		project(more.toArray(CloudEvent<?>[]::new));
		return told;
	}

	private static Told longAgo() {
		Told told = Told.anInvite();
		return new Told(told.id(), told.start().minus(Duration.ofDays(2)));
	}

	private static CloudEvent<?> expiry(Told told) {
		Instant end = told.invite(1).expiresAt();
		return new CloudEvent<>(UUID.randomUUID().toString(), "/test", end,
				new InviteClosed(told.id(), InviteClosed.Reason.EXPIRED, end, 1, null));
	}

	private static void project(CloudEvent<?>... events) {
		API.context().getBean(Projecting.class).project(new ArrayList<>(List.of(events))).block();
	}

	private static WebTestClient.ResponseSpec rest(String act, Told told, String key) {
		return API.client().post().uri("/v1/invites/" + told.id() + "/" + act).headers((headers) -> {
			if (key != null) {
				headers.set("Idempotency-Key", key);
			}
		}).exchange();
	}

	private static WebTestClient.BodyContentSpec graphQl(String act, Told told) {
		String query = "mutation { " + act + "_invite(id: \"" + told.id() + "\") { inviteId } }";
		return API.client()
			.post()
			.uri("/graphql")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Map.of("query", query))
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody();
	}

}
