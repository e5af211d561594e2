package dev.missioncontrol.invite.chaos.region;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public address of the gateways: hands each connection to the region of the moment,
 * as a name server does.
 */
final class Edge implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Edge.class);

	private final ServerSocket server;

	private volatile int target;

	Edge() {
		try {
			this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread.ofVirtual().name("edge").start(this::accept);
	}

	int port() {
		return this.server.getLocalPort();
	}

	/** From now on connections go there. */
	void leadTo(int port) {
		this.target = port;
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket client = this.server.accept();
				Thread.ofVirtual().name("edge-connection").start(() -> hand(client));
			}
			catch (IOException ex) {
				logger.debug("The edge takes no connection", ex);
			}
		}
	}

	private void hand(Socket client) {
		try (client; Socket service = new Socket(InetAddress.getLoopbackAddress(), this.target)) {
			Thread back = Thread.ofVirtual().name("edge-back").start(() -> pump(service, client));
			pump(client, service);
			back.join();
		}
		catch (IOException ex) {
			logger.debug("A connection has ended", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void pump(Socket from, Socket to) {
		try {
			from.getInputStream().transferTo(to.getOutputStream());
			to.shutdownOutput();
		}
		catch (IOException ex) {
			logger.debug("A connection has ended", ex);
		}
	}

}
