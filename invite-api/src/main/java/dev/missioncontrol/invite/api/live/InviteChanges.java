package dev.missioncontrol.invite.api.live;

import java.util.Map;

import reactor.core.publisher.Mono;

/**
 * Which invites have changed, in an order that nothing is ever added to but at its end.
 * An invite is there once, where its last change is.
 */
public interface InviteChanges {

	/**
	 * Where a reader stands who has seen everything.
	 * @return the position; a {@code ProblemException} when the database does not answer
	 */
	Mono<ChangePosition> now();

	/**
	 * Looks at changes of several organizations at once.
	 * @param positions where the reader stands, by id of the organization; none to learn
	 * the horizon only
	 * @param limit most changes of each
	 * @return what was found; a {@code ProblemException} when the database does not
	 * answer
	 */
	Mono<Look> after(Map<String, ChangePosition> positions, int limit);

	/**
	 * Counts changes.
	 * @param organizationId whose
	 * @param position from where on
	 * @param bound the most to count
	 * @return how many there are, or the bound when there are more; a
	 * {@code ProblemException} when the database does not answer
	 */
	Mono<Long> count(String organizationId, ChangePosition position, long bound);

	/**
	 * What one look gave.
	 *
	 * @param horizon up to where nothing can change any more
	 * @param complete whether no transaction was open
	 * @param pages by id of the organization; each that was asked for has one
	 */
	record Look(ChangePosition horizon, boolean complete, Map<String, ChangePage> pages) {

	}

}
