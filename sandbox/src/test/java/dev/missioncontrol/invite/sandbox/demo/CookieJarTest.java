package dev.missioncontrol.invite.sandbox.demo;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CookieJarTest {

	private final CookieJar jar = new CookieJar();

	@Test
	void keepsSecureCookies() {
		keep("__Host-login=abc; Path=/; Secure; HttpOnly", "other=1=2");
		assertThat(this.jar.header()).isEqualTo("__Host-login=abc; other=1=2");
	}

	@Test
	void replacesAndForgets() {
		keep("a=1", "b=2", "c=3");
		keep("a=4", "b=gone; Max-Age=0; Path=/", "c=");
		assertThat(this.jar.header()).isEqualTo("a=4");
	}

	private void keep(String... cookies) {
		this.jar.keep(HttpHeaders.of(Map.of("Set-Cookie", List.of(cookies)), (_, _) -> true));
	}

}
