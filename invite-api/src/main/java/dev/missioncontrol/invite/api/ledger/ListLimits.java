package dev.missioncontrol.invite.api.ledger;

/**
 * Limits of the lists of invites.
 *
 * @param pageSize items of a page when none are asked for
 * @param maxPageSize most items of a page
 * @param maxTotal up to which number the invites of a list are counted
 */
public record ListLimits(int pageSize, int maxPageSize, int maxTotal) {

	/**
	 * Checks the limits.
	 * @throws IllegalArgumentException when they contradict each other
	 */
	public ListLimits {
		if (pageSize < 1 || pageSize > maxPageSize || maxPageSize > 10_000 || maxTotal < maxPageSize) {
			throw new IllegalArgumentException("page-size must be 1 or more and not more than max-page-size, which "
					+ "must not be more than 10000 nor than max-total");
		}
	}

}
