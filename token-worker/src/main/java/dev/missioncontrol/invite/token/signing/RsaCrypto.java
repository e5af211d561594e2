package dev.missioncontrol.invite.token.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.util.Optional;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.missioncontrol.invite.token.keys.SigningKey;
import dev.missioncontrol.invite.token.keys.StartRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * The implementation of RSA that signs: Amazon Corretto Crypto Provider (OpenSSL's speed)
 * or the JDK's, about a third as fast. Both give the same bytes. The provider is handed
 * to each signature and never registered with the JVM, which others may share.
 *
 * @param provider the JCA provider
 * @param fallback why it is the JDK's although Corretto's was wanted; null when it was
 * not
 */
public record RsaCrypto(Provider provider, @Nullable String fallback) {

	/**
	 * Makes the choice.
	 * @param choice what the settings say
	 * @return the implementation
	 * @throws StartRefusedException when Corretto's is required and does not load
	 */
	public static RsaCrypto choose(CryptoChoice choice) {
		if (choice == CryptoChoice.JDK) {
			return new RsaCrypto(jdk(), null);
		}
		Optional<String> problem = correttoProblem();
		if (problem.isEmpty()) {
			return new RsaCrypto(AmazonCorrettoCryptoProvider.INSTANCE, null);
		}
		if (choice == CryptoChoice.CORRETTO) {
			throw new StartRefusedException(
					"token.crypto is corretto, but its native library does not load: " + problem.get(),
					"Set token.crypto (TOKEN_CRYPTO) to auto or jdk to sign with the JDK's slower RSA.");
		}
		return new RsaCrypto(jdk(), problem.get());
	}

	/**
	 * Prepares a key for this implementation, once: a foreign key would be imported again
	 * for every signature, which costs Corretto two thirds of its speed.
	 * @param key the key
	 * @return the private key in the provider's own form
	 */
	PrivateKey prepare(SigningKey key) {
		try {
			return (PrivateKey) KeyFactory.getInstance("RSA", this.provider).translateKey(key.privateKey());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("the key cannot be translated for " + this.provider.getName(), ex);
		}
	}

	private static Optional<String> correttoProblem() {
		try {
			return Optional.ofNullable(AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError())
				.map((error) -> error.getClass().getSimpleName());
		}
		catch (LinkageError ex) {
			return Optional.of(ex.getClass().getSimpleName());
		}
	}

	private static Provider jdk() {
		try {
			return Signature.getInstance("SHA256withRSA").getProvider();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
