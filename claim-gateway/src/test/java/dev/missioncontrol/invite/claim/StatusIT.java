package dev.missioncontrol.invite.claim;

import java.net.http.HttpResponse;
import java.util.Map;

import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteClosed.Reason;
import dev.missioncontrol.invite.test.InviteFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StatusIT {

	private final Gateway gateway = Gateway.shared();

	private final Invite invite = InviteFixture.anInvite().build();

	@Test
	void tellsWhetherAnInviteIsOpen() {
		assertThat(this.gateway.status(this.invite).body()).isEqualTo("{\"status\":\"open\"}");
		this.gateway.close(this.invite, Reason.REVOKED, 1, "auth0|admin");
		assertThat(this.gateway.status(this.invite).body()).isIn("{\"status\":\"closed\",\"reason\":\"revoked\"}",
				"{\"reason\":\"revoked\",\"status\":\"closed\"}");
	}

	@Test
	void tellsGenerationsApart() {
		this.gateway.close(this.invite, Reason.SUPERSEDED, 1, null);
		assertThat(ask("/claim/status/" + this.invite.inviteId() + "?gen=1").body()).contains("closed", "superseded");
		assertThat(ask("/claim/status/" + this.invite.inviteId() + "?gen=2").body()).contains("open");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/claim/status/x", "/claim/status/01990e4c-7b5a-7cc1-b7a7-53cbd3c6a53f?gen=x",
			"/claim/status/01990e4c-7b5a-7cc1-b7a7-53cbd3c6a53f?gen=" })
	void refusesWhatIsNoInvite(String path) {
		assertThat(ask(path).statusCode()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer wrong", "Bearer ", "Basic " + Gateway.SECRET, Gateway.SECRET, "" })
	void answersOnlyThoseWhoKnowTheSecret(String authorization) {
		HttpResponse<String> response = this.gateway.browser()
			.send("GET", "/claim/status/" + this.invite.inviteId(), Map.of("Authorization", authorization));
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
	}

	@Test
	void acceptsTwoSecretsWhileTheyAreChanged() {
		assertThat(this.gateway.browser()
			.send("GET", "/claim/status/" + this.invite.inviteId(),
					Map.of("Authorization", "Bearer " + Gateway.PREVIOUS_SECRET))
			.statusCode()).isEqualTo(200);
	}

	private HttpResponse<String> ask(String path) {
		return this.gateway.browser().send("GET", path, Map.of("Authorization", "Bearer " + Gateway.SECRET));
	}

}
