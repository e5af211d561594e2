package dev.missioncontrol.invite.claim.keys;

import java.security.interfaces.RSAPublicKey;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;

/**
 * A set of public keys by their names. The name of a key is its SHA-256 thumbprint (RFC
 * 7638), so that both sides agree on it without telling each other.
 *
 * @param byId keys by {@code kid}
 */
public record PublicKeys(Map<String, RSAPublicKey> byId) {

	public PublicKeys {
		byId = Collections.unmodifiableMap(new LinkedHashMap<>(byId));
	}

	/**
	 * Names keys.
	 * @param keys the keys
	 * @return the set
	 */
	public static PublicKeys of(Collection<RSAPublicKey> keys) {
		Map<String, RSAPublicKey> byId = new LinkedHashMap<>();
		keys.forEach((key) -> byId.put(thumbprint(key), key));
		return new PublicKeys(byId);
	}

	/**
	 * The key of this name.
	 * @param kid name of a key; may be anything
	 * @return empty when it is not one of ours
	 */
	public Optional<RSAPublicKey> find(String kid) {
		return Optional.ofNullable(this.byId.get(kid));
	}

	private static String thumbprint(RSAPublicKey key) {
		try {
			return new RSAKey.Builder(key).build().computeThumbprint().toString();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("every JDK has SHA-256", ex);
		}
	}

}
