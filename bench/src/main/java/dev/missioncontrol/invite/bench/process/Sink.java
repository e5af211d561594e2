package dev.missioncontrol.invite.bench.process;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands where Segment does: takes every body unread and says yes. A program of its own
 * that knows no more of HTTP/1.1 than that, so that next to nothing is measured of it.
 */
public final class Sink {

	/** The path of Segment's batch call. */
	public static final String PATH = "/v1/batch";

	private static final byte[] YES = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
		.getBytes(StandardCharsets.US_ASCII);

	private static final String LENGTH = "content-length:";

	private static final int BUFFER = 65_536;

	private final ServerSocket server;

	private final long delayNanos;

	private Sink(ServerSocket server, Duration delay) {
		this.server = server;
		this.delayNanos = delay.toNanos();
	}

	/**
	 * Starts sinks in a process of their own.
	 * @param folder where its log goes
	 * @param arguments see {@link #main}
	 * @return the process
	 */
	public static Program start(Path folder, String... arguments) {
		List<String> command = new ArrayList<>(List.of(Program.java(), "-XX:+UseSerialGC", "-Xmx64m", "-cp",
				System.getProperty("java.class.path", ""), Sink.class.getName()));
		command.addAll(List.of(arguments));
		return Program.start("sink", command, folder.resolve("sink.log"));
	}

	/**
	 * Runs sinks until the process is ended.
	 * @param arguments a port and the milliseconds that an answer takes, for each sink
	 * @throws IOException when a port cannot be had
	 */
	public static void main(String[] arguments) throws IOException {
		for (int i = 0; i < arguments.length; i += 2) {
			ServerSocket server = new ServerSocket(Integer.parseInt(arguments[i]), 0, InetAddress.getLoopbackAddress());
			Sink sink = new Sink(server, Duration.ofMillis(Long.parseLong(arguments[i + 1])));
			Thread.ofPlatform().start(sink::accept);
		}
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket client = this.server.accept();
				client.setTcpNoDelay(true);
				Thread.ofPlatform().start(() -> serve(client));
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	private void serve(Socket client) {
		try (client; InputStream in = new BufferedInputStream(client.getInputStream(), BUFFER)) {
			while (true) {
				in.skipNBytes(bodyLength(in));
				long due = System.nanoTime() + this.delayNanos;
				for (long left = this.delayNanos; left > 0; left = due - System.nanoTime()) {
					LockSupport.parkNanos(left);
				}
				client.getOutputStream().write(YES);
			}
		}
		catch (IOException _) {
			// The client is gone.
		}
	}

	/** Reads the head of a request. */
	private static long bodyLength(InputStream in) throws IOException {
		long length = 0;
		String line = line(in);
		while (!line.isEmpty()) {
			if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
				length = Long.parseLong(line.substring(LENGTH.length()).strip());
			}
			line = line(in);
		}
		return length;
	}

	private static String line(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = in.read(); next != '\n'; next = in.read()) {
			if (next < 0) {
				throw new EOFException();
			}
			if (next != '\r') {
				line.append((char) next);
			}
		}
		return line.toString();
	}

}
