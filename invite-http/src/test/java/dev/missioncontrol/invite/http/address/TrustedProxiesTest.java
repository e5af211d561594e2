package dev.missioncontrol.invite.http.address;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TrustedProxiesTest {

	private final TrustedProxies proxies = new TrustedProxies(List.of("10.0.0.0/8", "fd00::/8", "192.0.2.1"));

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			value = { "203.0.113.9 | 198.51.100.1 | 203.0.113.9", "10.1.2.3 | 198.51.100.1 | 198.51.100.1",
					"10.1.2.3 | 1.1.1.1, 198.51.100.1 | 198.51.100.1",
					"10.1.2.3 | 1.1.1.1, 198.51.100.1, 10.9.9.9, fd00::7 | 198.51.100.1",
					"10.1.2.3 | 10.0.0.1, 10.0.0.2 | 10.0.0.1", "10.1.2.3 | - | 10.1.2.3",
					"10.1.2.3 | 198.51.100.1, nonsense | 10.1.2.3", "192.0.2.1 | 2001:db8::1 | 2001:db8::1",
					"192.0.2.2 | 2001:db8::1 | 192.0.2.2", "::ffff:10.1.2.3 | 198.51.100.1 | 198.51.100.1" })
	void findsTheClient(String peer, String forwardedFor, String client) {
		assertThat(this.proxies.client(parse(peer), (forwardedFor != null) ? List.of(forwardedFor) : List.of()))
			.isEqualTo(parse(client));
	}

	@Test
	void readsSeveralHeadersAsOne() {
		assertThat(this.proxies.client(parse("10.1.2.3"), List.of("1.1.1.1, 198.51.100.1", "10.0.0.1")))
			.isEqualTo(parse("198.51.100.1"));
	}

	@Test
	void trustsNobodyUnlessTold() {
		TrustedProxies none = new TrustedProxies(List.of("", " "));
		assertThat(none.client(parse("127.0.0.1"), List.of("1.1.1.1"))).isEqualTo(parse("127.0.0.1"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/x", "proxy.example.com", "fd00::/129",
			"*", "0.0.0.0/0/0" })
	void refusesWhatIsNoNetwork(String network) {
		assertThatIllegalArgumentException().isThrownBy(() -> new TrustedProxies(List.of(network)))
			.withMessageContaining(network);
	}

	private static IpAddress parse(String text) {
		return IpAddress.parse(text).orElseThrow();
	}

}
