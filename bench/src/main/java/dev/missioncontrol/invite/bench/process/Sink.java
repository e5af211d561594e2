package dev.missioncontrol.invite.bench.process;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Stands where Segment does: takes every body unread and says yes. A program of its own.
 */
public final class Sink {

	/** The path of Segment's batch call. */
	public static final String PATH = "/v1/batch";

	private final long delayNanos;

	private Sink(Duration delay) {
		this.delayNanos = delay.toNanos();
	}

	/**
	 * Starts sinks in a process of their own.
	 * @param folder where its log goes
	 * @param arguments see {@link #main}
	 * @return the process
	 */
	public static Program start(Path folder, String... arguments) {
		List<String> command = new ArrayList<>(
				List.of(Program.java(), "-Dsun.net.httpserver.nodelay=true", "-XX:+UseSerialGC", "-Xmx128m", "-cp",
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
			Sink sink = new Sink(Duration.ofMillis(Long.parseLong(arguments[i + 1])));
			HttpServer server = HttpServer
				.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[i])), 0);
			server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
			server.createContext(PATH, sink::answer);
			server.start();
		}
	}

	private void answer(HttpExchange exchange) throws IOException {
		long due = System.nanoTime() + this.delayNanos;
		try (exchange) {
			exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
			for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
				LockSupport.parkNanos(left);
			}
			exchange.sendResponseHeaders(200, -1);
		}
	}

}
