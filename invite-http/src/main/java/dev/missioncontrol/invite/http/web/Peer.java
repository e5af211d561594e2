package dev.missioncontrol.invite.http.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

import dev.missioncontrol.invite.http.address.IpAddress;

import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The other end of a connection.
 */
final class Peer {

	private Peer() {
	}

	/** Empty for connections without addresses. */
	static Optional<IpAddress> of(ServerHttpRequest request) {
		InetSocketAddress remote = request.getRemoteAddress();
		InetAddress address = (remote != null) ? remote.getAddress() : null;
		return Optional.ofNullable(address).map(IpAddress::of);
	}

}
