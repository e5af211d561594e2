package dev.missioncontrol.invite.token.keys;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * All keys of a folder. The last in the order of file names signs; files are named by the
 * time they were made, so that is the newest. The others stay while links that they
 * signed are alive.
 *
 * @param inNameOrder the keys, at least one
 */
public record SigningKeys(List<SigningKey> inNameOrder) {

	private static final String REMEDY = "Make a key with bin/new-key and set token.keys.folder (TOKEN_KEYS_FOLDER) "
			+ "to the folder that holds it.";

	/**
	 * Keeps the keys.
	 * @throws IllegalArgumentException when there is none
	 */
	public SigningKeys {
		inNameOrder = List.copyOf(inNameOrder);
		if (inNameOrder.isEmpty()) {
			throw new IllegalArgumentException("at least one key is required");
		}
	}

	/**
	 * Reads and checks every {@code *.pem} of a folder; folders below it are left alone.
	 * @param folder where the private keys are, as PKCS #8 PEM
	 * @param access who besides the owner may read them
	 * @return the keys
	 * @throws StartRefusedException when there is none, or one breaks a rule
	 */
	public static SigningKeys load(Path folder, KeyAccess access) {
		List<SigningKey> keys = new ArrayList<>();
		for (Path file : pemFiles(folder)) {
			keys.add(new KeyFile(file, access).read());
		}
		if (keys.isEmpty()) {
			throw new StartRefusedException("there is no signing key: the keys folder holds no *.pem file", REMEDY);
		}
		return new SigningKeys(keys);
	}

	/**
	 * The key that signs.
	 * @return the newest
	 */
	public SigningKey active() {
		return this.inNameOrder.getLast();
	}

	private static TreeSet<Path> pemFiles(Path folder) {
		if (!Files.isDirectory(folder)) {
			throw new StartRefusedException("there is no signing key: the keys folder is missing", REMEDY);
		}
		try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.pem")) {
			TreeSet<Path> sorted = new TreeSet<>();
			files.forEach(sorted::add);
			return sorted;
		}
		catch (IOException ex) {
			throw new StartRefusedException("the keys folder cannot be read", REMEDY);
		}
	}

}
