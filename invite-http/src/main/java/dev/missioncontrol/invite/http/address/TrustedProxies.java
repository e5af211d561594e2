package dev.missioncontrol.invite.http.address;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whose word counts on where a request came from. Everybody can send
 * {@code X-Forwarded-For}; only what our own proxies added to it is true.
 */
public final class TrustedProxies {

	private final List<Network> networks;

	/**
	 * Trusts these.
	 * @param networks in CIDR notation; empty to trust nobody
	 * @throws IllegalArgumentException naming the one that is no network
	 */
	public TrustedProxies(List<String> networks) {
		this.networks = networks.stream()
			.map(String::strip)
			.filter((each) -> !each.isEmpty())
			.map(Network::parse)
			.toList();
	}

	/**
	 * Whether nobody is trusted.
	 * @return true when there is no proxy of ours
	 */
	public boolean isEmpty() {
		return this.networks.isEmpty();
	}

	/**
	 * Whether this is a proxy of ours.
	 * @param peer the other end of a connection
	 * @return false for everybody else
	 */
	public boolean contains(IpAddress peer) {
		return this.networks.stream().anyMatch((network) -> network.contains(peer));
	}

	/**
	 * Who sent a request: the last address on its way that is not a proxy of ours.
	 * @param peer the other end of the connection
	 * @param forwardedFor the values of {@code X-Forwarded-For}, in order
	 * @return the client's address
	 */
	public IpAddress client(IpAddress peer, List<String> forwardedFor) {
		IpAddress client = peer;
		List<String> hops = forwardedFor.stream()
			.flatMap((value) -> Arrays.stream(value.split(",", -1)))
			.toList()
			.reversed();
		for (String hop : hops) {
			Optional<IpAddress> before = contains(client) ? IpAddress.parse(hop) : Optional.empty();
			if (before.isEmpty()) {
				break;
			}
			client = before.get();
		}
		return client;
	}

}
