package dev.missioncontrol.invite.claim;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Sends requests as they are, byte by byte, and keeps the connection where it may.
 */
final class RawClient implements AutoCloseable {

	private final URI address;

	private @Nullable Socket socket;

	private @Nullable InputStream input;

	RawClient(URI address) {
		this.address = address;
	}

	/** The status of the response to a request without a body. */
	Response send(String method, String target, String accept) throws IOException {
		byte[] request = (method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nAccept: " + accept + "\r\n\r\n")
			.getBytes(StandardCharsets.UTF_8);
		boolean reused = this.socket != null;
		try {
			return exchange(request, method);
		}
		catch (IOException ex) {
			close();
			if (!reused) {
				throw ex;
			}
			// The server had closed the connection that was kept.
			return exchange(request, method);
		}
	}

	private Response exchange(byte[] request, String method) throws IOException {
		Socket connection = this.socket;
		if (connection == null) {
			connection = new Socket(this.address.getHost(), this.address.getPort());
			connection.setTcpNoDelay(true);
			connection.setSoTimeout(10_000);
			this.socket = connection;
			this.input = new BufferedInputStream(connection.getInputStream());
		}
		connection.getOutputStream().write(request);
		int status = Integer.parseInt(line().split(" ", 3)[1]);
		int length = 0;
		boolean chunked = false;
		boolean close = false;
		String location = "";
		for (String header = line(); !header.isEmpty(); header = line()) {
			String value = header.substring(header.indexOf(':') + 1).strip();
			switch (header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT)) {
				case "content-length" -> length = Integer.parseInt(value);
				case "transfer-encoding" -> chunked = true;
				case "connection" -> close = value.equalsIgnoreCase("close");
				case "location" -> location = value;
				default -> {
				}
			}
		}
		if (!method.equals("HEAD")) {
			skip(length, chunked);
		}
		if (close) {
			close();
		}
		return new Response(status, location);
	}

	private void skip(int length, boolean chunked) throws IOException {
		stream().skipNBytes(length);
		for (boolean more = chunked; more;) {
			int size = Integer.parseInt(line(), 16);
			stream().skipNBytes(size);
			line();
			more = size > 0;
		}
	}

	private String line() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = stream().read(); next != '\n'; next = stream().read()) {
			if (next < 0) {
				throw new EOFException("closed without a response");
			}
			line.append((char) next);
		}
		return line.toString().strip();
	}

	private InputStream stream() throws IOException {
		InputStream open = this.input;
		if (open == null) {
			throw new EOFException("closed");
		}
		return open;
	}

	@Override
	public void close() throws IOException {
		Socket open = this.socket;
		this.socket = null;
		this.input = null;
		if (open != null) {
			open.close();
		}
	}

	/**
	 * What came back.
	 *
	 * @param status the status
	 * @param location where to, or empty
	 */
	record Response(int status, String location) {
	}

}
