package dev.missioncontrol.invite.sandbox.observability;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import com.sun.net.httpserver.HttpServer;

/**
 * A collector of traces, OTLP over HTTP: reads of the protocol buffers what the tests ask
 * for.
 */
public final class Collector implements AutoCloseable {

	private final HttpServer server;

	private final Queue<byte[]> bodies = new ConcurrentLinkedQueue<>();

	private Collector(HttpServer server) {
		this.server = server;
	}

	/**
	 * Starts one.
	 * @return runs
	 * @throws IOException when it cannot listen
	 */
	public static Collector start() throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		Collector collector = new Collector(server);
		server.createContext("/v1/traces", (exchange) -> {
			collector.bodies.add(exchange.getRequestBody().readAllBytes());
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		server.start();
		return collector;
	}

	/**
	 * Where services send their spans.
	 * @return an address
	 */
	public String endpoint() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/v1/traces";
	}

	/**
	 * The trace that a span belongs to.
	 * @param name name of that span; the first that came counts
	 * @return all spans of the trace
	 */
	public List<Span> traceOf(String name) {
		List<Span> all = spans();
		String trace = all.stream().filter((span) -> span.name().equals(name)).findFirst().orElseThrow().traceId();
		return all.stream().filter((span) -> span.traceId().equals(trace)).toList();
	}

	/**
	 * All that came.
	 * @return bytes as text, for searches
	 */
	public String text() {
		StringBuilder text = new StringBuilder();
		this.bodies.forEach((body) -> text.append(new String(body, StandardCharsets.ISO_8859_1)).append('\n'));
		return text.toString();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private List<Span> spans() {
		List<Span> spans = new ArrayList<>();
		// Of a request the resources, of each the scopes, of each the spans.
		this.bodies.forEach((body) -> each(body, 1,
				(resource) -> each(resource, 2, (scope) -> each(scope, 2, (span) -> spans.add(Span.read(span))))));
		return spans;
	}

	private static void each(byte[] message, int field, Consumer<byte[]> reader) {
		fields(message, (number, value) -> {
			if (number == field) {
				reader.accept(value);
			}
		});
	}

	/** The fields of a message that have a length; the others are skipped. */
	private static void fields(byte[] message, BiConsumer<Integer, byte[]> reader) {
		ByteBuffer buffer = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
		while (buffer.hasRemaining()) {
			long tag = varint(buffer);
			switch ((int) (tag & 7)) {
				case 0 -> varint(buffer);
				case 1 -> buffer.getLong();
				case 5 -> buffer.getInt();
				default -> {
					byte[] value = new byte[(int) varint(buffer)];
					buffer.get(value);
					reader.accept((int) (tag >> 3), value);
				}
			}
		}
	}

	private static long varint(ByteBuffer buffer) {
		long value = 0;
		for (int shift = 0;; shift += 7) {
			byte next = buffer.get();
			value |= (long) (next & 0x7F) << shift;
			if (next >= 0) {
				return value;
			}
		}
	}

	/**
	 * A span.
	 *
	 * @param traceId its trace
	 * @param spanId its id
	 * @param parentId id of the span that it is a part of; empty for the first
	 * @param name its name
	 */
	public record Span(String traceId, String spanId, String parentId, String name) {

		private static Span read(byte[] message) {
			String[] found = { "", "", "", "", "", "" };
			fields(message, (number, value) -> {
				if (number < found.length) {
					found[number] = (number == 5) ? new String(value, StandardCharsets.UTF_8)
							: HexFormat.of().formatHex(value);
				}
			});
			return new Span(found[1], found[2], found[4], found[5]);
		}

	}

}
