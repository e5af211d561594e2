package dev.missioncontrol.invite.claim.admission;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DenialTest {

	@ParameterizedTest
	@CsvSource({ "invite_required,INVITE_REQUIRED", "invite_invalid,INVITE_INVALID", "invite_expired,INVITE_EXPIRED",
			"invite_wrong_account,INVITE_WRONG_ACCOUNT", "email_not_verified,EMAIL_NOT_VERIFIED",
			"invite_revoked,INVITE_REVOKED", "invite_already_accepted,INVITE_ALREADY_ACCEPTED",
			"invite_superseded,INVITE_SUPERSEDED", "invite_status_unavailable,INVITE_STATUS_UNAVAILABLE",
			"login_unavailable,LOGIN_UNAVAILABLE" })
	void knowsTheCodesOfTheAction(String code, Refusal refusal) {
		assertThat(new Denial("access_denied", code + ": Some sentence.").refusal()).isEqualTo(refusal);
	}

	@Test
	void takesAnyOtherReasonForARefusal() {
		assertThat(new Denial("access_denied", "User did not authorize: the request").refusal())
			.isEqualTo(Refusal.LOGIN_REFUSED);
		assertThat(new Denial("access_denied", null).refusal()).isEqualTo(Refusal.LOGIN_REFUSED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "server_error", "temporarily_unavailable", "invalid_request", "unauthorized_client", "x" })
	void takesAllElseForAFaultOfTheProvider(String error) {
		assertThat(new Denial(error, "invite_expired: no").refusal()).isEqualTo(Refusal.LOGIN_UNAVAILABLE);
	}

}
