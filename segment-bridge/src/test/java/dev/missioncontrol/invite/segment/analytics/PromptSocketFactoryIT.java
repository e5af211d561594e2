package dev.missioncontrol.invite.segment.analytics;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

import javax.net.SocketFactory;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PromptSocketFactoryIT {

	private final SocketFactory sockets = new PromptSocketFactory();

	@Test
	void sendsAtOnceOnEveryKindOfSocket() throws IOException {
		InetAddress here = InetAddress.getLoopbackAddress();
		try (ServerSocket server = new ServerSocket(0, 0, here);
				Socket unconnected = this.sockets.createSocket();
				Socket byName = this.sockets.createSocket(here.getHostAddress(), server.getLocalPort());
				Socket byNameFrom = this.sockets.createSocket(here.getHostAddress(), server.getLocalPort(), here, 0);
				Socket byAddress = this.sockets.createSocket(here, server.getLocalPort());
				Socket byAddressFrom = this.sockets.createSocket(here, server.getLocalPort(), here, 0)) {
			for (Socket each : new Socket[] { unconnected, byName, byNameFrom, byAddress, byAddressFrom }) {
				assertThat(each.getTcpNoDelay()).isTrue();
			}
		}
	}

}
