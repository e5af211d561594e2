package dev.missioncontrol.invite.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

import dev.missioncontrol.invite.sandbox.part.CannotStart;

/**
 * The ports of the sandbox: a row of them on the loopback address, in the order of
 * {@link Use}.
 *
 * @param base the first port
 */
record Ports(int base) {

	static final int DEFAULT_BASE = 8080;

	private static final int LOWEST = 1024;

	private static final int HIGHEST = 65_535;

	Ports {
		if (base < LOWEST || base + Use.values().length - 1 > HIGHEST) {
			throw new CannotStart("the port base must be %d to %d, not %d".formatted(LOWEST,
					HIGHEST - Use.values().length + 1, base));
		}
	}

	int of(Use use) {
		return this.base + use.offset;
	}

	String url(Use use) {
		return "http://localhost:" + of(use);
	}

	/**
	 * Makes sure that all are free.
	 * @throws CannotStart naming the first that is taken, and what it was for
	 */
	void check() {
		for (Use use : Use.values()) {
			try (ServerSocket socket = new ServerSocket()) {
				socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), of(use)));
			}
			catch (IOException ex) {
				throw new CannotStart(
						"port %d (%s) is taken; free it, or pass --port-base".formatted(of(use), use.purpose), ex);
			}
		}
	}

	/**
	 * What each port is for. The order is a promise: 8080 is the invite API, 8081 the
	 * claim gateway and so on.
	 */
	enum Use {

		INVITE_API(0, "invite-api"),

		CLAIM_GATEWAY(1, "claim-gateway"),

		TOKEN_WORKER(2, "token-worker's health"),

		SEGMENT_BRIDGE(3, "segment-bridge's health"),

		AUTH0(4, "the Auth0 stand-in"),

		DASHBOARD(5, "the dashboard"),

		SEGMENT(6, "the Segment stand-in"),

		INBOX(7, "the inbox"),

		SMTP(8, "the inbox's SMTP"),

		KAFKA(9, "Kafka"),

		KAFKA_CONTROLLER(10, "Kafka's controller"),

		POSTGRES(11, "PostgreSQL"),

		INVITE_API_MANAGEMENT(12, "invite-api's health"),

		CLAIM_GATEWAY_MANAGEMENT(13, "claim-gateway's health");

		private final int offset;

		private final String purpose;

		Use(int offset, String purpose) {
			this.offset = offset;
			this.purpose = purpose;
		}

	}

}
