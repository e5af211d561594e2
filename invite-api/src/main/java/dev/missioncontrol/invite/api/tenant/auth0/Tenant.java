package dev.missioncontrol.invite.api.tenant.auth0;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

import com.auth0.client.mgmt.ManagementApi;
import com.auth0.client.mgmt.core.ClientOptions;
import com.auth0.client.mgmt.core.Environment;
import com.auth0.client.mgmt.core.ManagementApiException;
import com.auth0.client.mgmt.core.OAuthTokenSupplier;

/**
 * The way to the tenant's Management API. All that go there share one access token, for
 * Auth0 counts those of machines.
 */
public final class Tenant {

	private final TenantSettings settings;

	private final SharedToken token;

	Tenant(TenantSettings settings) {
		this.settings = settings;
		this.token = new SharedToken(() -> tokens(settings), settings.tokenPause(), System::nanoTime);
	}

	private static Supplier<String> tokens(TenantSettings settings) {
		return settings.isComplete() ? new OAuthTokenSupplier(Objects.requireNonNull(settings.clientId()),
				Objects.requireNonNull(settings.clientSecret()), settings.address(), settings.address() + "/api/v2/")
				: () -> {
					throw new IllegalStateException("invite.auth0 has no credentials");
				};
	}

	/**
	 * Whether there are credentials.
	 * @return false when nothing can be asked
	 */
	public boolean isKnown() {
		return this.settings.isComplete();
	}

	/**
	 * A client of the Management API; its calls block. It has no HTTP client of ours:
	 * with one, the library forgets to try again.
	 * @param timeout for one answer, retries included; whole seconds
	 * @param maxRetries of a question that met a 429 or a 5xx
	 * @return a new client
	 * @throws IllegalStateException when there are no credentials
	 */
	public TenantApi api(Duration timeout, int maxRetries) {
		if (!isKnown()) {
			throw new IllegalStateException("invite.auth0 has no credentials");
		}
		return new TenantApi(new ManagementApi(ClientOptions.builder()
			.environment(Environment.custom(this.settings.address() + "/api/v2"))
			.addHeader("Authorization", () -> "Bearer " + this.token.get())
			.timeout(Math.toIntExact(timeout.toSeconds()))
			.maxRetries(maxRetries)
			.build()), this.token);
	}

	/**
	 * What may be said of a failure: messages of Auth0's client can quote what it was
	 * told.
	 * @param failure what a call threw
	 * @return its kind, and the status if Auth0 answered
	 */
	public static String describe(Throwable failure) {
		String kind = failure.getClass().getSimpleName();
		return (failure instanceof ManagementApiException refusal) ? kind + " " + refusal.statusCode() : kind;
	}

}
