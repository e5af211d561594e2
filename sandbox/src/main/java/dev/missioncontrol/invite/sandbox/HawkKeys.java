package dev.missioncontrol.invite.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

import dev.missioncontrol.invite.sandbox.part.CannotStart;
import dev.missioncontrol.invite.sandbox.part.SecretFile;

/**
 * The secret that token-worker and claim-gateway share for Hawk links. Further ones can
 * be put beside it by hand.
 */
final class HawkKeys {

	private HawkKeys() {
	}

	/** Makes the secret on first use. */
	static void prepare(Path folder) {
		try {
			Path file = SecretFile.folder(folder).resolve("0001.key");
			if (!Files.exists(file)) {
				byte[] secret = new byte[32];
				new SecureRandom().nextBytes(secret);
				SecretFile.write(file, HexFormat.of().formatHex(secret) + "\n");
			}
		}
		catch (IOException ex) {
			throw new CannotStart("the folder for Hawk keys " + folder + " cannot be written to", ex);
		}
	}

}
