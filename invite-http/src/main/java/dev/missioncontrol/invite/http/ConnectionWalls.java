package dev.missioncontrol.invite.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.missioncontrol.invite.http.connection.ConnectionLimits;
import dev.missioncontrol.invite.http.connection.Connections;
import dev.missioncontrol.invite.http.connection.Refusals;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;

/**
 * Walls around each server of the application: the one for everybody, and the one of the
 * actuator, so that a flood at one keeps nobody from the other.
 */
final class ConnectionWalls implements NettyServerCustomizer {

	/**
	 * Without it, Reactor Netty 1.3.6 stops reading a connection for good when a request
	 * follows an answer faster than the server finishes with that answer, as those of a
	 * proxy nearby do.
	 */
	private static final String FINISH_FIRST = "reactor.netty.http.server.lastFlushWhenNoRead";

	private final List<Connections> servers = new CopyOnWriteArrayList<>();

	private final ConnectionLimits limits;

	private final Refusals refusals;

	ConnectionWalls(ConnectionLimits limits, Refusals refusals) {
		// Read by Reactor Netty with the first connection of any server in this JVM: what
		// runs several services in one gives it on the command line, as bin/sandbox does.
		if (System.getProperty(FINISH_FIRST) == null) {
			System.setProperty(FINISH_FIRST, "true");
		}
		this.limits = limits;
		this.refusals = refusals;
	}

	@Override
	public HttpServer apply(HttpServer server) {
		Connections connections = new Connections(this.limits, this.refusals);
		this.servers.add(connections);
		return server.doOnChannelInit((_, channel, _) -> connections.accept(channel));
	}

	int open() {
		return this.servers.stream().mapToInt(Connections::open).sum();
	}

	void drain() {
		this.servers.forEach(Connections::drain);
	}

}
