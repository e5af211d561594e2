package dev.missioncontrol.invite.test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Many clients that send a header line now and then and never come to an end, as the
 * slowloris attack does.
 */
public final class SlowClients implements AutoCloseable {

	private final List<SocketChannel> open = new ArrayList<>();

	private final int port;

	/**
	 * Nobody has connected yet.
	 * @param port of this machine
	 */
	public SlowClients(int port) {
		this.port = port;
	}

	/**
	 * Connects.
	 * @param count how many clients
	 * @param target what they say to ask for
	 * @throws IOException when one is not let in
	 */
	public void connect(int count, String target) throws IOException {
		for (int i = 0; i < count; i++) {
			SocketChannel channel = SocketChannel
				.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port));
			channel.configureBlocking(false);
			this.open.add(channel);
			channel.write(bytes("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n"));
		}
	}

	/**
	 * Keeps dripping until all were cut off.
	 * @param atMost how long
	 * @return how many are still connected then
	 */
	public int drip(Duration atMost) {
		long until = System.nanoTime() + atMost.toNanos();
		while (!this.open.isEmpty() && System.nanoTime() < until) {
			this.open.removeIf(SlowClients::isCut);
			LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
		}
		return this.open.size();
	}

	private static boolean isCut(SocketChannel channel) {
		try {
			channel.write(bytes("X-A: b\r\n"));
			ByteBuffer answer = ByteBuffer.allocate(1024);
			while (channel.read(answer) > 0) {
				answer.clear();
			}
			if (channel.read(answer) == 0) {
				return false;
			}
			channel.close();
			return true;
		}
		catch (IOException ex) {
			return true;
		}
	}

	private static ByteBuffer bytes(String text) {
		return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	@Override
	public void close() throws IOException {
		for (SocketChannel channel : this.open) {
			channel.close();
		}
	}

}
