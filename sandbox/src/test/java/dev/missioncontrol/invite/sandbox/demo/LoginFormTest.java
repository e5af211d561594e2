package dev.missioncontrol.invite.sandbox.demo;

import java.net.URI;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoginFormTest {

	@Test
	void fillsWhatTheFormAsksFor() {
		LoginForm.Filled form = LoginForm.find(page("""
				<form action="/search"><input name="q"></form>
				<form method='post' action='/login?x=1&amp;y=2'>
				<input type="hidden" name="transaction" value="a&amp;b=&quot;c&quot;">
				<input type=email required name="address" value="old@example.com">
				<input type="checkbox" name="verified" value="true">
				<input type="submit" name="go" value="Go">
				</form>
				""")).orElseThrow().fill("grace+1@example.com");
		assertThat(form.action()).isEqualTo(URI.create("http://localhost:8084/login?x=1&y=2"));
		assertThat(form.body()).isEqualTo("transaction=a%26b%3D%22c%22&address=grace%2B1%40example.com&verified=true");
	}

	@Test
	void findsNoFormWithoutAnEmail() {
		assertThat(LoginForm.find(page("<form><input name=\"q\"></form>"))).isEmpty();
	}

	private static Visit page(String body) {
		return new Visit(URI.create("http://localhost:8084/authorize?state=1"), 200, Optional.empty(), body);
	}

}
