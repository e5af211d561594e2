package dev.missioncontrol.invite.api.tenant.auth0;

import java.util.function.Function;

import com.auth0.client.mgmt.ManagementApi;
import com.auth0.client.mgmt.core.ManagementApiException;

/**
 * The Management API with the tenant's token. One that Auth0 no longer takes, because
 * keys or rights have changed since, is not kept until it expires.
 */
public final class TenantApi {

	private static final int UNAUTHORIZED = 401;

	private final ManagementApi api;

	private final SharedToken token;

	TenantApi(ManagementApi api, SharedToken token) {
		this.api = api;
		this.token = token;
	}

	/**
	 * Asks something; once more with a new token when this one is refused.
	 * @param <T> what the answer is
	 * @param question what to call; it blocks
	 * @return the answer
	 * @throws RuntimeException as Auth0's client throws it
	 */
	public <T> T ask(Function<ManagementApi, T> question) {
		String used = this.token.get();
		try {
			return question.apply(this.api);
		}
		catch (ManagementApiException ex) {
			if (ex.statusCode() == UNAUTHORIZED && this.token.giveUp(used)) {
				return question.apply(this.api);
			}
			throw ex;
		}
	}

}
