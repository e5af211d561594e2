package dev.missioncontrol.invite.event.hawk;

import java.net.URI;
import java.util.Locale;

/**
 * Host and port that a bewit is bound to. They come from configuration, never from a
 * request: whoever sends the request chooses its Host header.
 *
 * @param host in lower case; an IPv6 address without its brackets, as the reference
 * client has it
 * @param port 1 to 65535
 */
public record HawkOrigin(String host, int port) {

	/**
	 * Checks both.
	 * @throws IllegalArgumentException when one is missing
	 */
	public HawkOrigin {
		host = host.toLowerCase(Locale.ROOT);
		if (host.isEmpty() || host.chars().anyMatch((c) -> c <= ' ' || c > '~')) {
			throw new IllegalArgumentException("the host must be visible ASCII");
		}
		if (port < 1 || port > 65_535) {
			throw new IllegalArgumentException("the port must be 1 to 65535");
		}
	}

	/**
	 * The origin of a web address.
	 * @param address absolute, http or https; the rest of it does not matter
	 * @return its host, and its port or the one of its scheme
	 * @throws IllegalArgumentException when it is of another kind
	 */
	public static HawkOrigin of(URI address) {
		String host = address.getHost();
		if (host == null) {
			throw new IllegalArgumentException("the address has no host");
		}
		return new HawkOrigin(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port(address));
	}

	private static int port(URI address) {
		if (address.getPort() != -1) {
			return address.getPort();
		}
		return switch (String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT)) {
			case "http" -> 80;
			case "https" -> 443;
			default -> throw new IllegalArgumentException("the address is neither http nor https");
		};
	}

}
