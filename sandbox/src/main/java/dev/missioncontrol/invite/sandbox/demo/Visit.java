package dev.missioncontrol.invite.sandbox.demo;

import java.net.URI;
import java.util.Optional;

/**
 * What a browser got.
 *
 * @param address what it asked for
 * @param status HTTP status
 * @param location where it is sent on to, resolved
 * @param body the body
 */
record Visit(URI address, int status, Optional<URI> location, String body) {

	/** Where a redirect leads; a failure when it is none, or leads elsewhere. */
	URI redirectTo(String prefix, String hop) throws DemoFailed {
		if (this.status < 300 || this.status > 399 || this.location.isEmpty()) {
			throw new DemoFailed(hop + " answered " + this.status + " instead of a redirect");
		}
		URI target = this.location.get();
		if (!target.toString().startsWith(prefix)) {
			// Its query may hold a token.
			throw new DemoFailed(
					hop + " redirected to " + target.getAuthority() + target.getPath() + " instead of " + prefix);
		}
		return target;
	}

}
