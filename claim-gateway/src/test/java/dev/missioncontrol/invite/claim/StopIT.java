package dev.missioncontrol.invite.claim;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.missioncontrol.invite.event.ClaimEvent.InviteAccepted;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.TestBroker;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StopIT {

	@Test
	void finishesALoginThatIsUnderWay() throws Exception {
		Invite invite = InviteFixture.anInvite().email("grace@example.com").build();
		Gateway gateway = Gateway.start(TestBroker.shared().bootstrapServers(), "--claim.auth0.read-timeout=5s")
			.awaitReady();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Browser browser = gateway.browser();
			Query login = gateway.follow(browser, invite);
			String code = gateway.auth0()
				.slowCode(login, gateway.auth0().claims(login, "grace@example.com"), Duration.ofMillis(800));
			Future<HttpResponse<String>> end = threads
				.submit(() -> browser.get("/claim/callback?code=" + code + "&state=" + login.get("state")));
			Awaitility.await().until(() -> gateway.auth0().isAsked(code));
			gateway.stop();
			assertThat(end.get().headers().firstValue("Location")).hasValue(Gateway.DASHBOARD);
			assertThat(gateway.awaitClaims(invite, 2)).hasAtLeastOneElementOfType(InviteAccepted.class);
		}
		finally {
			gateway.close();
		}
	}

}
