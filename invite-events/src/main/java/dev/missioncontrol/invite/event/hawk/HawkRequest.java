package dev.missioncontrol.invite.event.hawk;

/**
 * What a bewit is checked against.
 *
 * @param method method of the request
 * @param target path and query as they stand in the request, nothing decoded
 * @param authorized whether the request has an Authorization header
 */
public record HawkRequest(String method, String target, boolean authorized) {

	/** Hides the target. */
	@Override
	public String toString() {
		return "HawkRequest[" + this.method + "]";
	}

	boolean isLook() {
		return "GET".equals(this.method) || "HEAD".equals(this.method);
	}

	boolean isWellFormed() {
		return this.target.startsWith("/") && this.target.chars().allMatch((c) -> c > ' ' && c <= '~');
	}

}
