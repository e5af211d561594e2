package dev.missioncontrol.invite.claim;

import java.io.IOException;
import java.util.stream.Stream;

import dev.missioncontrol.invite.test.InviteFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A good token, in every place but the one. */
class QueryAttackIT {

	private static final String HEAD = " HTTP/1.1\r\nHost: localhost\r\n";

	private final Gateway gateway = Gateway.shared();

	@ParameterizedTest(name = "{0}")
	@MethodSource("requests")
	void isNotFollowed(String name, String request) throws IOException {
		assertThat(this.gateway.raw(request)).startsWith("HTTP/1.1 4").doesNotContainIgnoringCase("location:");
	}

	static Stream<Arguments> requests() {
		String token = Gateway.shared().tokens().sign(InviteFixture.anInvite().build());
		String other = Gateway.shared().tokens().sign(InviteFixture.anInvite().build());
		String escaped = "%65" + token.substring(1);
		return Stream.of(query("twice", "invite_token=" + token + "&invite_token=" + other),
				query("twice the same", "invite_token=" + token + "&invite_token=" + token),
				query("twice, once bad", "invite_token=x&invite_token=" + token),
				query("twice, once empty", "invite_token=" + token + "&invite_token="),
				query("twice, once without value", "invite_token&invite_token=" + token),
				query("twice, one name escaped", "invite_token=" + token + "&invite%5Ftoken=" + other),
				query("twice, one name escaped, the bad one plain", "invite_token=x&invite%5ftoken=" + token),
				query("twice, one value escaped", "invite_token=" + token + "&invite_token=" + escaped),
				query("without value", "invite_token"), query("name escaped", "invite%5Ftoken=" + token),
				query("value escaped", "invite_token=" + escaped),
				query("dot escaped", "invite_token=" + token.replaceFirst("\\.", "%2E")),
				query("all escaped twice",
						"invite_token=%25" + Integer.toHexString(token.charAt(0)) + token.substring(1)),
				query("plus for a blank", "invite_token=+" + token), query("semicolons", "a=b;invite_token=" + token),
				query("escaped separator", "a=b%26invite_token=" + token),
				query("HTML separator", "a=b&amp;invite_token=" + token),
				query("another question mark", "?invite_token=" + token),
				query("as an array", "invite_token[]=" + token), query("upper case", "INVITE_TOKEN=" + token),
				query("in quotes", "invite_token=%22" + token + "%22"),
				query("overlong dot", "invite_token=" + token.replaceFirst("\\.", "%c0%ae")),
				query("fullwidth dot", "invite_token=" + token.replaceFirst("\\.", "%ef%bc%8e")),
				query("not UTF-8", "invite_token=" + token + "%ff"), query("NUL", "invite_token=" + token + "%00"),
				query("fragment in the request", "invite_token=" + token + "#a"),
				request("fragment instead of query", "GET /claim#invite_token=" + token + HEAD),
				request("path", "GET /claim/" + token + HEAD),
				request("path parameter", "GET /claim;invite_token=" + token + HEAD),
				request("path parameter beside it", "GET /claim;a?invite_token=" + token + HEAD),
				request("escaped path", "GET /%63laim?invite_token=" + token + HEAD),
				request("body in vain", "GET /claim" + HEAD + form(token)),
				request("body", "POST /claim" + HEAD + form(token)),
				request("header", "GET /claim" + HEAD + "Invite-Token: " + token + "\r\n"),
				request("bearer", "GET /claim" + HEAD + "Authorization: Bearer " + token + "\r\n"),
				request("cookie", "GET /claim" + HEAD + "Cookie: invite_token=" + token + "\r\n"),
				request("POST", "POST /claim?invite_token=" + token + HEAD),
				request("PUT", "PUT /claim?invite_token=" + token + HEAD),
				request("DELETE", "DELETE /claim?invite_token=" + token + HEAD),
				request("TRACE", "TRACE /claim?invite_token=" + token + HEAD),
				request("OPTIONS", "OPTIONS /claim?invite_token=" + token + HEAD),
				request("a method of its own", "CLAIM /claim?invite_token=" + token + HEAD),
				request("method override",
						"POST /claim?invite_token=" + token + HEAD + "X-HTTP-Method-Override: GET\r\n"),
				request("rewritten address", "GET /" + HEAD + "X-Original-URL: /claim?invite_token=" + token + "\r\n"));
	}

	/** Mail programs and newsletters add parameters of their own. */
	@ParameterizedTest
	@ValueSource(strings = { "&utm_source=mail", "&_hsenc=a%20b", "&", "&a" })
	void otherParametersDoNoHarm(String more) throws IOException {
		String token = this.gateway.tokens().sign(InviteFixture.anInvite().build());
		assertThat(this.gateway.raw("GET /claim?invite_token=" + token + more + HEAD)).startsWith("HTTP/1.1 302");
	}

	@Test
	void followsTheLinkItself() throws IOException {
		String token = this.gateway.tokens().sign(InviteFixture.anInvite().build());
		assertThat(this.gateway.raw("GET /claim?invite_token=" + token + HEAD)).startsWith("HTTP/1.1 302");
	}

	/**
	 * A body that holds the parameter; what is sent behind it belongs to no request.
	 */
	private static String form(String token) {
		String body = "invite_token=" + token;
		return "Connection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
				+ body.length() + "\r\n\r\n" + body;
	}

	private static Arguments query(String name, String query) {
		return request(name, "GET /claim?" + query + HEAD);
	}

	private static Arguments request(String name, String head) {
		return Arguments.of(name, head);
	}

}
