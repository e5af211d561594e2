package dev.missioncontrol.invite.claim.admission;

import java.time.InstantSource;

import dev.missioncontrol.invite.claim.login.IdentityProvider;
import dev.missioncontrol.invite.claim.login.LoginAttempt;
import dev.missioncontrol.invite.event.ClaimToken;

/**
 * Starts the login ourselves, at the provider.
 *
 * @param provider where people log in
 * @param clock the time
 */
public record ProviderLogin(IdentityProvider provider, InstantSource clock) implements LoginStart {

	@Override
	public Onward start(ClaimToken token, String compact) {
		LoginAttempt attempt = LoginAttempt.start(token, compact, this.clock.instant());
		return new Onward.ToLogin(attempt, this.provider.loginPage(attempt));
	}

}
