package dev.missioncontrol.invite.claim.login;

import java.util.List;

/**
 * Whose answers a callback may bring (RFC 9207): the defence against mix-up, where the
 * answer of another provider is taken for that of ours.
 *
 * @param issuer the provider's issuer identifier
 * @param required whether it names itself in every answer
 */
public record ProviderIssuer(String issuer, boolean required) {

	/**
	 * Judges the {@code iss} of an answer, by simple string comparison (section 2.4).
	 * @param named every {@code iss} that the answer holds
	 * @return whether the answer can be the provider's
	 */
	public boolean accepts(List<String> named) {
		return switch (named.size()) {
			case 0 -> !this.required;
			case 1 -> this.issuer.equals(named.getFirst());
			default -> false;
		};
	}

}
