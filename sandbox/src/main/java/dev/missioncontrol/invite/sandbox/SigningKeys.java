package dev.missioncontrol.invite.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;

import dev.missioncontrol.invite.sandbox.part.CannotStart;
import dev.missioncontrol.invite.sandbox.part.KeyFile;
import dev.missioncontrol.invite.sandbox.part.SecretFile;

/**
 * The key that signs invites, in the two folders that token-worker and claim-gateway
 * read. Further keys can be put beside it by hand.
 */
final class SigningKeys {

	private static final String NAME = "0001";

	private SigningKeys() {
	}

	/** Makes the key on first use; the result is its public half in PEM. */
	static String prepare(Path privateKeys, Path publicKeys) {
		try {
			SecretFile.folder(privateKeys);
			SecretFile.folder(publicKeys);
			KeyPair pair = KeyFile.readOrMake(privateKeys.resolve(NAME + ".pem"));
			String pem = KeyFile.pem(pair.getPublic());
			Files.writeString(publicKeys.resolve(NAME + ".pub.pem"), pem);
			return pem;
		}
		catch (IOException ex) {
			throw new CannotStart("the folder for public keys " + publicKeys + " cannot be written to", ex);
		}
	}

}
