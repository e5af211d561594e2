package dev.missioncontrol.invite.claim;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import dev.missioncontrol.invite.event.ClaimEvent;
import dev.missioncontrol.invite.event.ClaimEvent.InviteAccepted;
import dev.missioncontrol.invite.event.ClaimEvent.InviteOpened;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.test.InviteFixture;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Promise: mail scanners cannot burn a link. */
class ScannersIT {

	private static final int VISITS = 50;

	private final Gateway gateway = Gateway.shared();

	private final Invite invite = InviteFixture.anInvite().email("grace@example.com").build();

	@Test
	void leaveTheInviteUsable() {
		List<String> scanners = Corpus.lines("scanners.txt");
		String path = "/claim?invite_token=" + this.gateway.tokens().sign(this.invite);
		for (int i = 0; i < VISITS; i++) {
			visit((i % 3 == 0) ? "HEAD" : "GET", path, scanners.get(i % scanners.size()));
		}
		Browser browser = this.gateway.browser();
		Query login = Query.of(browser.get(path).headers().firstValue("Location").orElseThrow());
		String code = this.gateway.auth0().code(login, this.gateway.auth0().claims(login, "grace@example.com"));
		HttpResponse<String> end = browser.get("/claim/callback?code=" + code + "&state=" + login.get("state"));
		assertThat(end.headers().firstValue("Location")).hasValue(Gateway.DASHBOARD);
		List<ClaimEvent> claims = this.gateway.awaitClaims(this.invite, VISITS + 2);
		assertThat(claims).filteredOn(new InviteOpened(this.invite.inviteId(), 1, true)::equals).hasSize(VISITS);
		assertThat(claims).filteredOn(new InviteOpened(this.invite.inviteId(), 1, false)::equals).hasSize(1);
		assertThat(claims).filteredOn(InviteAccepted.class::isInstance).hasSize(1);
	}

	@Test
	void cannotFinishALoginThatIsNotTheirs() {
		Browser browser = this.gateway.browser();
		Query login = this.gateway.follow(browser, this.invite);
		String code = this.gateway.auth0().code(login, this.gateway.auth0().claims(login, "grace@example.com"));
		String back = "/claim/callback?code=" + code + "&state=" + login.get("state");
		// Some follow redirects out of the browser's history, with HEAD and without its
		// cookies.
		for (String scanner : Corpus.lines("scanners.txt")) {
			Map<String, String> headers = Map.of("User-Agent", scanner);
			assertThat(this.gateway.browser().send("HEAD", back, headers).statusCode()).isEqualTo(405);
			assertThat(this.gateway.browser().send("GET", back, headers).statusCode()).isEqualTo(400);
		}
		assertThat(browser.send("HEAD", back, Map.of()).statusCode()).isEqualTo(405);
		assertThat(browser.get(back).headers().firstValue("Location")).hasValue(Gateway.DASHBOARD);
	}

	private void visit(String method, String path, String scanner) {
		HttpResponse<String> response = this.gateway.browser()
			.send(method, path, Map.of("User-Agent", scanner, "Accept", "*/*"));
		assertThat(response.statusCode()).as(scanner).isEqualTo(302);
	}

}
