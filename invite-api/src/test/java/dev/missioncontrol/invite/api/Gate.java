package dev.missioncontrol.invite.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A port that leads to another one while it is open, and breaks every connection when it
 * is shut: a server that goes away and comes back.
 */
final class Gate implements AutoCloseable {

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final ServerSocket server;

	private final int target;

	private volatile boolean open;

	Gate(int target, boolean open) {
		this.target = target;
		this.open = open;
		try {
			this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread.startVirtualThread(this::accept);
	}

	int port() {
		return this.server.getLocalPort();
	}

	void open() {
		this.open = true;
	}

	void shut() {
		this.open = false;
		this.sockets.forEach(Gate::close);
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				lead(this.server.accept());
			}
			catch (IOException ex) {
				// The server was closed, or the target is away: the caller notices.
			}
		}
	}

	private void lead(Socket caller) throws IOException {
		this.sockets.add(caller);
		if (!this.open) {
			close(caller);
			return;
		}
		Socket callee = new Socket(InetAddress.getLoopbackAddress(), this.target);
		this.sockets.add(callee);
		Thread.startVirtualThread(() -> copy(caller, callee));
		Thread.startVirtualThread(() -> copy(callee, caller));
	}

	private void copy(Socket from, Socket to) {
		try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
			in.transferTo(out);
		}
		catch (IOException ex) {
			this.sockets.remove(from);
		}
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		shut();
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
