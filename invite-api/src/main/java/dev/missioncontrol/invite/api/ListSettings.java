package dev.missioncontrol.invite.api;

import dev.missioncontrol.invite.api.ledger.ListLimits;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Limits of the lists of invites.
 *
 * @param pageSize items of a page when none are asked for
 * @param maxPageSize most items of a page
 * @param maxTotal up to which number the invites of a list are counted
 */
@ConfigurationProperties("invite.lists")
record ListSettings(int pageSize, int maxPageSize, int maxTotal) {

	ListLimits limits() {
		return new ListLimits(this.pageSize, this.maxPageSize, this.maxTotal);
	}

}
