package dev.missioncontrol.invite.claim.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder with the public keys that are accepted: each {@code *.pem} in it that is not
 * hidden. A key is retired by taking its file away. Links are followed: Kubernetes mounts
 * each secret as a link to a link.
 *
 * @param path where it is
 */
public record KeyFolder(Path path) {

	/**
	 * Reads all keys.
	 * @return at least one key
	 * @throws UnusableKeyException when there is none, or one of them is not as it should
	 * be
	 */
	public PublicKeys read() {
		List<RSAPublicKey> keys = files().stream().map(PublicKeyFile::new).map(PublicKeyFile::read).toList();
		if (keys.isEmpty()) {
			throw new UnusableKeyException("The key folder " + this.path + " holds no *.pem file.");
		}
		return PublicKeys.of(keys);
	}

	private List<Path> files() {
		try (Stream<Path> files = Files.list(this.path)) {
			// Mounted secrets are links into hidden folders beside them.
			return files.filter((file) -> isKey(file.getFileName().toString()))
				.filter((file) -> !Files.isDirectory(file))
				.sorted()
				.toList();
		}
		catch (IOException | UncheckedIOException _) {
			throw new UnusableKeyException("The key folder " + this.path + " cannot be read.");
		}
	}

	private static boolean isKey(String name) {
		return name.endsWith(".pem") && !name.startsWith(".");
	}

}
