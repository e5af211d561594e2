package dev.missioncontrol.invite.claim;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.RawConnection;
import dev.missioncontrol.invite.test.RawResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Promise: a redirect leads to configured hosts only, whatever a request says. */
class RedirectsIT {

	private static final Logger logger = LoggerFactory.getLogger(RedirectsIT.class);

	private static final List<String> VALUES = Corpus.lines("hostile-values.txt");

	private static final List<String> LINK_PARAMETERS = List.of("returnTo", "return_url", "redirect_uri", "redirect",
			"next", "state", "login_hint", "connection", "client_id", "RelayState", "%72eturnTo", "login");

	private static final List<String> CALLBACK_PARAMETERS = List.of("state", "code", "error", "error_description",
			"error_uri", "iss", "invite_token", "returnTo", "redirect_uri", "next");

	/** What hostile values hold; none can be in a token by chance. */
	private static final List<String> MARKERS = List.of("evil.", "evil%", "@evil", "/evil", "x-injected", "injected=",
			"alert(", "2130706433", "::ffff");

	/** All that a response may have. */
	private static final Set<String> HEADERS = Set.of("location", "set-cookie", "content-type", "content-length",
			"content-language", "vary", "allow", "retry-after", "connection", "cache-control",
			"content-security-policy", "referrer-policy", "x-content-type-options", "x-frame-options", "x-robots-tag",
			"cross-origin-opener-policy", "cross-origin-resource-policy", "permissions-policy",
			"strict-transport-security", "ratelimit", "ratelimit-policy");

	private final Gateway gateway = Gateway.shared();

	private final Invite invite = InviteFixture.anInvite().build();

	private final String link = "/claim?invite_token=" + this.gateway.tokens().sign(this.invite);

	private RawConnection connection;

	private int sent;

	private int redirects;

	@BeforeEach
	void connect() throws IOException {
		this.connection = new RawConnection(this.gateway.address().getPort());
	}

	@AfterEach
	void end() throws IOException {
		this.connection.close();
		logger.info("{} hostile requests, {} redirects, all to configured hosts", this.sent, this.redirects);
	}

	@Test
	void ofLinksIgnoreParameters() throws IOException {
		for (String value : VALUES) {
			for (String parameter : LINK_PARAMETERS) {
				RawResponse response = get(this.link + "&" + parameter + "=" + value, "");
				assertThat(response.status()).as(value).isIn(302, 400);
				get("/claim?" + parameter + "=" + value + "&" + this.link.substring("/claim?".length()), "");
			}
		}
		assertThat(this.redirects).isGreaterThan(VALUES.size() * LINK_PARAMETERS.size());
	}

	@Test
	void areNotMadeFromTokensOrPaths() throws IOException {
		for (String value : VALUES) {
			refuses("/claim?invite_token=" + value);
			refuses(this.link + value);
			refuses("/claim/retry?login=" + value);
			refuses("/" + value);
			refuses("/claim/" + value);
			refuses("/claim/callback/" + value);
			refuses("/.well-known/" + value);
			refuses("http://evil.example.com/" + value);
		}
	}

	@Test
	void ofLinksIgnoreHeaders() throws IOException {
		for (String header : Corpus.lines("hostile-headers.txt")) {
			get(this.link, header + "\r\n");
			get("/claim/callback?state=" + "x".repeat(43) + "&code=a", header + "\r\n");
			get("/claim", header + "\r\n");
		}
		assertThat(this.redirects).isPositive();
	}

	@Test
	void doNotComeFromCallbacks() throws IOException {
		Browser browser = this.gateway.browser();
		Query login = this.gateway.follow(browser, this.invite);
		String cookie = cookie(browser);
		for (String value : VALUES) {
			for (String parameter : CALLBACK_PARAMETERS) {
				String hostile = parameter + "=" + value;
				String state = "&state=" + login.get("state");
				refuses("/claim/callback?" + hostile, cookie);
				refuses("/claim/callback?error=access_denied&error_description=invite_required:+x&" + hostile + state,
						cookie);
			}
			refuses("/claim/callback?code=" + value + "&state=" + login.get("state"), cookie);
		}
	}

	@Test
	void ofGoodCallbacksLeadToTheDashboardOnly() throws IOException {
		for (String value : List.of("//evil.example.com", "https://evil.example.com", "%0d%0aX-Injected:%20evil",
				"/%5cevil.example.com")) {
			Browser browser = this.gateway.browser();
			Query login = this.gateway.follow(browser, this.invite);
			String code = this.gateway.auth0()
				.code(login, this.gateway.auth0().claims(login, this.invite.email().value()));
			RawResponse response = get("/claim/callback?returnTo=" + value + "&redirect_uri=" + value + "&code=" + code
					+ "&state=" + login.get("state") + "&next=" + value, cookie(browser));
			assertThat(response.header("Location")).hasValue(Gateway.DASHBOARD);
		}
	}

	private static String cookie(Browser browser) {
		Map.Entry<String, String> cookie = browser.cookies().entrySet().iterator().next();
		return "Cookie: " + cookie.getKey() + "=" + cookie.getValue() + "\r\n";
	}

	private void refuses(String target) throws IOException {
		refuses(target, "");
	}

	private void refuses(String target, String headers) throws IOException {
		RawResponse response = get(target, headers);
		assertThat(response.status()).as(target).isBetween(400, 499);
		assertThat(response.header("Location")).as(target).isEmpty();
	}

	private RawResponse get(String target, String headers) throws IOException {
		String host = headers.startsWith("Host:") ? "" : "Host: join.example.com\r\n";
		RawResponse response = this.connection.send("GET " + target + " HTTP/1.1\r\n" + host + headers + "\r\n")
			.receive();
		this.sent++;
		if (response.isLast()) {
			this.connection.close();
			connect();
		}
		check(target, response);
		return response;
	}

	private void check(String target, RawResponse response) {
		assertThat(response.status()).as(target).isLessThan(500);
		assertThat(HEADERS).as(target).containsAll(response.headers().keySet());
		List<String> values = new ArrayList<>();
		response.headers().values().forEach(values::addAll);
		assertThat(values).as(target)
			.noneMatch((value) -> MARKERS.stream().anyMatch(value.toLowerCase(Locale.ROOT)::contains));
		assertThat(response.headers().getOrDefault("set-cookie", List.of())).as(target)
			.allMatch((value) -> value.startsWith("__Host-invite_login_"));
		assertThat(response.body()).as(target).doesNotContain("evil", "<script");
		response.header("Location").ifPresent((location) -> {
			this.redirects++;
			URI to = URI.create(location);
			if (location.matches("/claim/notice/[a-z_]+")) {
				return;
			}
			assertThat(to.getScheme() + "://" + to.getAuthority()).as(target)
				.isIn(this.gateway.auth0().domain(), "https://dashboard.example.com");
		});
	}

}
