package dev.missioncontrol.invite.api.tenant.auth0;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Fetches one token at a time. Whoever waited while another fetched it in vain is told
 * so, instead of waiting once more for itself: a tenant that does not answer takes half a
 * minute each time.
 */
final class SharedToken implements Supplier<String> {

	private final Supplier<String> tokens;

	private long failedAt;

	private @Nullable RuntimeException failure;

	SharedToken(Supplier<String> tokens) {
		this.tokens = tokens;
	}

	@Override
	public String get() {
		return get(System.nanoTime());
	}

	private synchronized String get(long askedAt) {
		if (this.failure != null && this.failedAt - askedAt > 0) {
			throw this.failure;
		}
		try {
			String token = this.tokens.get();
			this.failure = null;
			return token;
		}
		catch (RuntimeException ex) {
			this.failure = ex;
			this.failedAt = System.nanoTime();
			throw ex;
		}
	}

}
