package dev.missioncontrol.invite.http.address;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class IpAddressTest {

	@ParameterizedTest
	@CsvSource({ "203.0.113.9,203.0.113.9,true", "203.0.113.9,203.0.113.10,false",
			"::ffff:203.0.113.9,203.0.113.9,true", "[2001:db8::1]:443,2001:db8::ffff,true",
			"2001:db8::1,2001:db8:0:0:ffff::,true", "2001:db8::1,2001:db8:0:1::1,false",
			"203.0.113.9:55000,203.0.113.9,true", "::1,::2,true" })
	void knowsAClientAgain(String one, String other, boolean same) {
		assertThat(parse(one).client().equals(parse(other).client())).isEqualTo(same);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "unknown", "_hidden", "localhost", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1.2.3.4/8",
			"[::1", "::1]", "2001:db8::g", "1.2.3.4, 5.6.7.8", "0x7f.1", "example.com:80", ":::", "1.2.3.4\r\nA: b" })
	void readsNothingElse(String text) {
		assertThat(IpAddress.parse(text)).isEmpty();
	}

	@Test
	void isTheSameFromASocket() throws UnknownHostException {
		assertThat(IpAddress.of(InetAddress.getByAddress(new byte[] { (byte) 203, 0, 113, 9 })))
			.isEqualTo(parse("203.0.113.9"));
		assertThat(IpAddress.of(InetAddress.getByName("2001:db8::1"))).isEqualTo(parse("2001:db8::1"));
	}

	private static IpAddress parse(String text) {
		return IpAddress.parse(text).orElseThrow();
	}

}
