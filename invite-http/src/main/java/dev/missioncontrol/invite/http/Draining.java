package dev.missioncontrol.invite.http;

import java.time.Duration;

import reactor.core.publisher.Mono;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * The first step of a stop: for a moment, requests are taken as before, but each response
 * ends its connection. Otherwise the server would close connections on which the next
 * request is already on its way.
 */
final class Draining implements SmartLifecycle {

	private final ConnectionWalls walls;

	private final Duration time;

	private volatile boolean running;

	Draining(ConnectionWalls walls, Duration time) {
		this.walls = walls;
		this.time = time;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.walls.drain();
		this.running = false;
	}

	@Override
	public void stop(Runnable done) {
		stop();
		Duration wait = (this.walls.open() > 0) ? this.time : Duration.ZERO;
		var _ = Mono.delay(wait).doFinally((_) -> done.run()).subscribe();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		// What is higher stops earlier.
		return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;
	}

}
