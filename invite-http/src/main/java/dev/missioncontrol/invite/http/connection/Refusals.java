package dev.missioncontrol.invite.http.connection;

/**
 * Hears of everything that is refused.
 */
@FunctionalInterface
public interface Refusals {

	/**
	 * Counts one.
	 * @param reason a stable name, lower-case words joined by hyphens; holds nothing of
	 * the request
	 */
	void count(String reason);

}
