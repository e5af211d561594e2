package dev.missioncontrol.invite.claim.login.auth0;

import java.net.URI;
import java.util.concurrent.Semaphore;

import com.auth0.client.auth.AuthAPI;
import com.auth0.exception.APIException;
import com.auth0.exception.Auth0Exception;
import com.auth0.json.auth.TokenHolder;
import dev.missioncontrol.invite.claim.login.Identification;
import dev.missioncontrol.invite.claim.login.IdentityProvider;
import dev.missioncontrol.invite.claim.login.LoginAttempt;

/**
 * Auth0's login page and token endpoint (authorization code flow with PKCE).
 */
final class Auth0IdentityProvider implements IdentityProvider {

	private final AuthAPI api;

	private final LoginPage loginPage;

	private final URI callback;

	private final VerifyingIdToken verifying;

	/** A slow tenant must not collect all our memory in waiting logins. */
	private final Semaphore places;

	Auth0IdentityProvider(AuthAPI api, Auth0Settings settings, URI callback, VerifyingIdToken verifying) {
		this.api = api;
		this.loginPage = new LoginPage(api, settings, callback);
		this.callback = callback;
		this.verifying = verifying;
		this.places = new Semaphore(settings.maxConcurrent());
	}

	@Override
	public URI loginPage(LoginAttempt attempt) {
		return this.loginPage.of(attempt);
	}

	@Override
	public Identification identify(String code, LoginAttempt attempt) {
		if (!this.places.tryAcquire()) {
			return new Identification.Unavailable("busy");
		}
		try {
			TokenHolder tokens = this.api.exchangeCodeWithVerifier(code, attempt.verifier(), this.callback.toString())
				.execute()
				.getBody();
			String idToken = (tokens != null) ? tokens.getIdToken() : null;
			return (idToken != null) ? this.verifying.verify(idToken, attempt)
					: new Identification.Untrusted("no_id_token");
		}
		catch (APIException ex) {
			return refused(ex);
		}
		catch (Auth0Exception _) {
			return new Identification.Unavailable("network");
		}
		finally {
			this.places.release();
		}
	}

	private static Identification refused(APIException ex) {
		if (ex.getStatusCode() >= 500 || ex.getStatusCode() == 429) {
			return new Identification.Unavailable("status_" + ex.getStatusCode());
		}
		// Anything else than a bad code is our own set-up: a wrong secret, a client
		// without this flow.
		return "invalid_grant".equals(ex.getError()) ? new Identification.CodeRefused()
				: new Identification.Unavailable("set_up");
	}

}
