package dev.missioncontrol.invite.token;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

import dev.missioncontrol.invite.event.ChunkRule;
import dev.missioncontrol.invite.event.keys.KeyAccess;
import dev.missioncontrol.invite.token.keys.KeyFolder;
import dev.missioncontrol.invite.token.signing.CryptoChoice;
import dev.missioncontrol.invite.token.signing.LinkRule;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How tokens and links are made; token-worker.yml explains each key.
 *
 * @param issuer {@code iss}
 * @param audience {@code aud}
 * @param claimBaseUrl where people reach claim-gateway
 * @param crypto which implementation of RSA signs
 * @param keys the signing keys
 * @param chunks how links are cut
 */
@ConfigurationProperties("token")
record TokenSettings(String issuer, String audience, URI claimBaseUrl, CryptoChoice crypto, Keys keys, Chunks chunks) {

	TokenSettings {
		new LinkRule(issuer, audience, claimBaseUrl, chunks.rule());
	}

	LinkRule linkRule() {
		return new LinkRule(this.issuer, this.audience, this.claimBaseUrl, this.chunks.rule());
	}

	/**
	 * The signing keys.
	 *
	 * @param folder where the PEM files are
	 * @param publicFolder where their public halves are; empty when not here
	 * @param allowGroupRead whether their group may read them
	 * @param reloadEvery how often the folder is read
	 * @param activateAfter how long a new key rests before it signs
	 */
	record Keys(String folder, String publicFolder, boolean allowGroupRead, Duration reloadEvery,
			Duration activateAfter) {

		Keys {
			if (!reloadEvery.isPositive()) {
				throw new IllegalArgumentException(
						"token.keys.reload-every (TOKEN_KEYS_RELOAD_EVERY) must be positive");
			}
			if (activateAfter.isNegative()) {
				throw new IllegalArgumentException(
						"token.keys.activate-after (TOKEN_KEYS_ACTIVATE_AFTER) must not be negative");
			}
		}

		KeyFolder keyFolder() {
			return new KeyFolder(Path.of(this.folder), this.publicFolder.isBlank() ? null : Path.of(this.publicFolder),
					this.allowGroupRead ? KeyAccess.GROUP_MAY_READ : KeyAccess.OWNER_ONLY);
		}

	}

	/**
	 * How links are cut.
	 *
	 * @param count number of chunks
	 * @param maxLength longest chunk, in characters
	 */
	record Chunks(int count, int maxLength) {

		ChunkRule rule() {
			return new ChunkRule(this.count, this.maxLength);
		}

	}

}
