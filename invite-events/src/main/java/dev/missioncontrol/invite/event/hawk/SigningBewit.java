package dev.missioncontrol.invite.event.hawk;

import java.net.URI;
import java.time.Instant;

import dev.missioncontrol.invite.event.InviteLink;

/**
 * Makes bewits. Nothing but key, resource and expiry goes into one, so that signing again
 * gives the same. Safe for use by several threads.
 */
public final class SigningBewit {

	private final HawkKey key;

	private final HawkOrigin origin;

	/**
	 * Sets key and origin.
	 * @param key signs
	 * @param origin where the resources are
	 */
	public SigningBewit(HawkKey key, HawkOrigin origin) {
		this.key = key;
		this.origin = origin;
	}

	/**
	 * Makes a bewit.
	 * @param resource path and query as browsers will send them
	 * @param expiresAt when the link ends, to the second
	 * @param ext anything in ISO 8859-1 without a backslash; empty for none
	 * @return to be put into the query as {@code bewit}; secret
	 * @throws IllegalArgumentException when the resource is not visible ASCII that begins
	 * with a slash, or ext is not as it should be
	 */
	public String sign(String resource, Instant expiresAt, String ext) {
		if (!new HawkRequest("GET", resource, false).isWellFormed()) {
			throw new IllegalArgumentException("the resource must be visible ASCII and begin with a slash");
		}
		long seconds = expiresAt.getEpochSecond();
		String mac = this.key.mac(Bewit.covered(seconds, resource, this.origin, ext));
		return new Bewit(this.key.id(), seconds, mac, ext).encode();
	}

	/**
	 * Seals a link as a whole.
	 * @param link a link without a bewit
	 * @param expiresAt when it ends, to the second
	 * @return the link with a bewit as its last parameter
	 * @throws IllegalArgumentException when that is longer than a link may be
	 */
	public InviteLink seal(InviteLink link, Instant expiresAt) {
		URI address = URI.create(link.value());
		String resource = address.getRawPath() + ((address.getRawQuery() != null) ? "?" + address.getRawQuery() : "");
		String bewit = sign(resource, expiresAt, "");
		String origin = link.value().substring(0, link.value().length() - resource.length());
		return new InviteLink(origin + new SealedResource(resource, bewit).join());
	}

}
