package dev.missioncontrol.invite.test;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An HTTP/1.1 client that sends what it is told, proper or not.
 */
public final class RawConnection implements AutoCloseable {

	private final Socket socket = new Socket();

	private final InputStream in;

	/**
	 * Connects.
	 * @param port of this machine
	 * @throws IOException when nobody listens there
	 */
	public RawConnection(int port) throws IOException {
		this.socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		this.socket.setSoTimeout(15_000);
		this.socket.setTcpNoDelay(true);
		this.in = new BufferedInputStream(this.socket.getInputStream());
	}

	/**
	 * Sends a text as it is.
	 * @param text one byte per character
	 * @return this
	 * @throws IOException when the connection has ended
	 */
	public RawConnection send(String text) throws IOException {
		this.socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
		return this;
	}

	/**
	 * Reads one response to GET.
	 * @return all of it
	 * @throws EOFException when the connection ends before
	 * @throws IOException when it breaks or nothing comes
	 */
	public RawResponse receive() throws IOException {
		return receive(true);
	}

	/**
	 * Reads one response to HEAD, which has no body.
	 * @return all of it
	 * @throws EOFException when the connection ends before
	 * @throws IOException when it breaks or nothing comes
	 */
	public RawResponse receiveHead() throws IOException {
		return receive(false);
	}

	private RawResponse receive(boolean withBody) throws IOException {
		String first = line();
		Map<String, List<String>> headers = new TreeMap<>();
		for (String line = line(); !line.isEmpty(); line = line()) {
			int colon = line.indexOf(':');
			headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), (_) -> new ArrayList<>())
				.add(line.substring(colon + 1).strip());
		}
		byte[] body = withBody ? body(headers) : new byte[0];
		return new RawResponse(Integer.parseInt(first.split(" ", 3)[1]), headers,
				new String(body, StandardCharsets.UTF_8));
	}

	private byte[] body(Map<String, List<String>> headers) throws IOException {
		if (!headers.containsKey("transfer-encoding")) {
			return bytes(Integer.parseInt(headers.getOrDefault("content-length", List.of("0")).getFirst()));
		}
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		for (int size = chunkSize(); size > 0; size = chunkSize()) {
			body.writeBytes(bytes(size));
			line();
		}
		line();
		return body.toByteArray();
	}

	private int chunkSize() throws IOException {
		return Integer.parseInt(line(), 16);
	}

	private byte[] bytes(int count) throws IOException {
		byte[] bytes = this.in.readNBytes(count);
		if (bytes.length < count) {
			throw new EOFException("the body ends early");
		}
		return bytes;
	}

	private String line() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = this.in.read(); next != '\n'; next = this.in.read()) {
			if (next < 0) {
				throw new EOFException("the connection ends");
			}
			line.append((char) next);
		}
		return line.toString().stripTrailing();
	}

	/**
	 * Reads until the other end closes the connection.
	 * @param within how long to wait for that
	 * @return false when it stays open
	 * @throws IOException never when it closes or resets
	 */
	public boolean ends(Duration within) throws IOException {
		long until = System.nanoTime() + within.toNanos();
		try {
			while (System.nanoTime() < until) {
				this.socket.setSoTimeout((int) Math.max(1, (until - System.nanoTime()) / 1_000_000));
				if (this.in.read() < 0) {
					return true;
				}
			}
			return false;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
		catch (SocketException ex) {
			return true;
		}
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
