package dev.missioncontrol.invite.claim.login;

import java.net.URI;
import java.util.Set;

import dev.missioncontrol.invite.event.InviteLink;

/**
 * Our own addresses and where people go from here. Redirects lead to these, and to the
 * provider's, never to an address out of a request.
 *
 * @param base where people reach us, without a slash at the end
 * @param dashboard where accepted people go
 */
public record ClaimAddresses(URI base, URI dashboard) {

	private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

	/**
	 * Checks both.
	 * @throws IllegalArgumentException when browsers would not keep a login's cookie
	 * there
	 */
	public ClaimAddresses {
		if (base.getHost() == null || (!isSecure(base) && !LOOPBACK.contains(base.getHost()))) {
			throw new IllegalArgumentException(
					"the base URL must be an https address (http for localhost only): browsers keep no secure cookie elsewhere");
		}
		if (base.getRawQuery() != null || !base.getPath().matches("/?")) {
			throw new IllegalArgumentException("the base URL must have neither path nor query");
		}
		base = URI.create(base.getScheme() + "://" + base.getRawAuthority());
	}

	/**
	 * Where the provider sends people back to.
	 * @return its {@code redirect_uri}
	 */
	public URI callback() {
		return this.base.resolve(InviteLink.PATH + "/callback");
	}

	/**
	 * Whether people reach us by TLS.
	 * @return false for localhost only
	 */
	public boolean isSecure() {
		return isSecure(this.base);
	}

	private static boolean isSecure(URI uri) {
		return "https".equals(uri.getScheme());
	}

}
