package dev.missioncontrol.invite.token.keys;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import dev.missioncontrol.invite.event.keys.KeyAccess;
import org.jspecify.annotations.Nullable;

/**
 * Where the private keys are: every {@code *.pem}, as PKCS #8; folders below it are left
 * alone. A {@code X.pub.pem} is no signing key, but the public half of {@code X.pem}.
 *
 * @param path the folder
 * @param publicHalves the folder with the public halves, under the same names; null when
 * they are not at hand
 * @param access who besides the owner may read private keys
 */
public record KeyFolder(Path path, @Nullable Path publicHalves, KeyAccess access) {

	private static final String REMEDY = "Make a key with bin/new-key and set token.keys.folder (TOKEN_KEYS_FOLDER) "
			+ "to the folder that holds it.";

	private static final String SUFFIX = ".pem";

	private static final String PUBLIC_SUFFIX = ".pub.pem";

	/** How bin/new-key names keys. */
	private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
		.withZone(ZoneOffset.UTC);

	private static final int STAMP_LENGTH = "20261121T100000Z".length();

	/**
	 * Reads and checks every key.
	 * @return the keys
	 * @throws StartRefusedException when there is none, or one breaks a rule
	 */
	public SigningKeys read() {
		List<StoredKey> keys = new ArrayList<>();
		for (Path file : files()) {
			SigningKey key = new KeyFile(file, this.access).read();
			checkPublicHalf(file, key);
			keys.add(new StoredKey(name(file), since(file), key));
		}
		if (keys.isEmpty()) {
			throw new StartRefusedException("there is no signing key: the keys folder holds no *.pem file", REMEDY);
		}
		return new SigningKeys(keys);
	}

	private TreeSet<Path> files() {
		if (!Files.isDirectory(this.path)) {
			throw new StartRefusedException("there is no signing key: the keys folder is missing", REMEDY);
		}
		try (DirectoryStream<Path> files = Files.newDirectoryStream(this.path, KeyFolder::isSigningKey)) {
			TreeSet<Path> sorted = new TreeSet<>();
			files.forEach(sorted::add);
			return sorted;
		}
		catch (IOException | DirectoryIteratorException _) {
			throw new StartRefusedException("the keys folder cannot be read", REMEDY);
		}
	}

	private static boolean isSigningKey(Path file) {
		String name = name(file);
		return name.endsWith(SUFFIX) && !name.endsWith(PUBLIC_SUFFIX) && !name.startsWith(".");
	}

	private void checkPublicHalf(Path file, SigningKey key) {
		String stem = name(file).substring(0, name(file).length() - SUFFIX.length());
		Path beside = file.resolveSibling(stem + PUBLIC_SUFFIX);
		if (Files.exists(beside)) {
			new PublicHalf(beside).check(key);
		}
		if (this.publicHalves != null) {
			new PublicHalf(this.publicHalves.resolve(name(file))).check(key);
		}
	}

	private static Instant since(Path file) {
		String name = name(file);
		try {
			if (name.length() > STAMP_LENGTH) {
				return STAMP.parse(name.substring(0, STAMP_LENGTH), Instant::from);
			}
		}
		catch (DateTimeException _) {
			// Named in another way.
		}
		try {
			return Files.getLastModifiedTime(file).toInstant();
		}
		catch (IOException ex) {
			throw new StartRefusedException("the signing key " + name + " cannot be read", REMEDY);
		}
	}

	private static String name(Path file) {
		return String.valueOf(file.getFileName());
	}

}
