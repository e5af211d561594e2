package dev.missioncontrol.invite.chaos.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Hands out ports of the loopback address. They lie below those that systems give to
 * outgoing connections, so that none is taken while its owner is down.
 */
public final class FreePorts {

	private static final int LOWEST = 20_000;

	private static final int HIGHEST = 31_000;

	private int next = LOWEST + new Random().nextInt(HIGHEST - LOWEST);

	/**
	 * The next free one.
	 * @return not handed out before by this
	 * @throws IllegalStateException when all are taken
	 */
	public synchronized int next() {
		return IntStream.range(0, HIGHEST - LOWEST)
			.map((_) -> step())
			.filter(FreePorts::isFree)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("no port is free"));
	}

	private int step() {
		this.next = (this.next < HIGHEST) ? this.next + 1 : LOWEST;
		return this.next;
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
