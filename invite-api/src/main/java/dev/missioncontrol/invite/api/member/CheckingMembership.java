package dev.missioncontrol.invite.api.member;

import java.time.Duration;

import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.event.EmailAddress;
import reactor.core.publisher.Mono;

/**
 * Keeps those from being invited who are in already.
 */
public final class CheckingMembership {

	private final Members members;

	private final WhenUnknown whenUnknown;

	private final Duration retryAfter;

	/**
	 * Puts it together.
	 * @param members knows who has signed up
	 * @param whenUnknown what to do when that cannot be told
	 * @param retryAfter what callers are told when they are refused for that
	 */
	public CheckingMembership(Members members, WhenUnknown whenUnknown, Duration retryAfter) {
		this.members = members;
		this.whenUnknown = whenUnknown;
		this.retryAfter = retryAfter;
	}

	/**
	 * Checks one person.
	 * @param organizationId id of the organization that invites
	 * @param email who is to be invited
	 * @return completes when nothing stands against it; a {@code ProblemException} when
	 * the person is a member, or when that cannot be told and must be
	 */
	public Mono<Void> check(String organizationId, EmailAddress email) {
		return this.members.ask(organizationId, email).flatMap((membership) -> switch (membership) {
			case STRANGER -> Mono.empty();
			case MEMBER -> Mono.error(new ProblemException(
					Problem.of(ProblemCode.ALREADY_MEMBER, "This person is a member of your organization.")));
			case UNKNOWN -> unknown();
		});
	}

	private Mono<Void> unknown() {
		return switch (this.whenUnknown) {
			case ACCEPT -> Mono.empty();
			case REFUSE -> Mono.error(new ProblemException(Problem.passing(ProblemCode.MEMBERS_UNAVAILABLE,
					"Whether this person is a member cannot be told; try again.", this.retryAfter)));
		};
	}

}
