package dev.missioncontrol.invite.token.signing;

import java.util.function.Supplier;

import dev.missioncontrol.invite.token.keys.SigningKey;

/**
 * The signer as it is now; another key takes its place while invites are signed. Safe for
 * use by several threads.
 */
public final class CurrentSigner implements Supplier<TokenSigner> {

	private final RsaCrypto crypto;

	private volatile TokenSigner signer;

	/**
	 * Prepares the first key.
	 * @param key the key that signs
	 * @param crypto the implementation of RSA
	 */
	public CurrentSigner(SigningKey key, RsaCrypto crypto) {
		this.crypto = crypto;
		this.signer = new TokenSigner(key, crypto);
	}

	/**
	 * Takes a key from now on.
	 * @param key the key that signs
	 * @return whether that is another one than before
	 */
	public boolean use(SigningKey key) {
		if (key.keyId().equals(this.signer.keyId())) {
			return false;
		}
		this.signer = new TokenSigner(key, this.crypto);
		return true;
	}

	@Override
	public TokenSigner get() {
		return this.signer;
	}

}
