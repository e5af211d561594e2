package dev.missioncontrol.invite.sandbox;

import java.net.InetAddress;
import java.net.ServerSocket;

import dev.missioncontrol.invite.sandbox.part.CannotStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PortsIT {

	@Test
	void gaveEachUseItsPlace() {
		Ports ports = new Ports(8080);
		assertThat(ports.of(Ports.Use.INVITE_API)).isEqualTo(8080);
		assertThat(ports.url(Ports.Use.CLAIM_GATEWAY)).isEqualTo("http://localhost:8081");
		assertThat(ports.of(Ports.Use.POSTGRES)).isEqualTo(8091);
		assertThat(ports.of(Ports.Use.CLAIM_GATEWAY_MANAGEMENT)).isEqualTo(8093);
	}

	@Test
	void namesThePortThatIsTakenAndWhatItWasFor() throws Exception {
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Ports ports = new Ports(other.getLocalPort());
			assertThatExceptionOfType(CannotStart.class).isThrownBy(ports::check)
				.withMessage("port %d (invite-api) is taken; free it, or pass --port-base", other.getLocalPort());
		}
	}

	@Test
	void seesAPortThatIsTakenOnAllAddresses() throws Exception {
		try (ServerSocket other = new ServerSocket(0)) {
			assertThatExceptionOfType(CannotStart.class).isThrownBy(new Ports(other.getLocalPort())::check);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1, 1023, 65_523, 70_000 })
	void refusesRowsThatDoNotExist(int base) {
		assertThatExceptionOfType(CannotStart.class).isThrownBy(() -> new Ports(base))
			.withMessageContaining("1024 to 65522");
	}

}
