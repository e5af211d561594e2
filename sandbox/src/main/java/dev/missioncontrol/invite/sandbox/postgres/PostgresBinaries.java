package dev.missioncontrol.invite.sandbox.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import dev.missioncontrol.invite.sandbox.part.SecretFile;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of PostgreSQL, unpacked from the class path into the data folder, where
 * nobody else can put a program of theirs.
 */
final class PostgresBinaries {

	/** Part of the folder's name, so that other programs are not taken for these. */
	private static final String VERSION = "17.6.0";

	private final Path folder;

	private PostgresBinaries(Path folder) {
		this.folder = folder;
	}

	static PostgresBinaries unpackTo(Path parent) throws IOException {
		Path folder = parent.resolve(VERSION);
		if (!Files.isDirectory(folder)) {
			Path draft = SecretFile.folder(parent).resolve("draft");
			delete(draft);
			unpack(SecretFile.folder(draft));
			Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
		}
		return new PostgresBinaries(folder);
	}

	String program(String name) {
		return this.folder.resolve("bin").resolve(name).toString();
	}

	private static void unpack(Path folder) throws IOException {
		try (InputStream packed = archive();
				TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
			for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
				unpack(tar, entry, folder);
			}
		}
	}

	private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder) throws IOException {
		Path target = folder.resolve(entry.getName()).normalize();
		if (!target.startsWith(folder)) {
			throw new IOException(entry.getName() + " leads out of the archive");
		}
		if (entry.isDirectory()) {
			Files.createDirectories(target);
			return;
		}
		SecretFile.folder(folder.resolve(target).resolveSibling("."));
		if (entry.isSymbolicLink()) {
			Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
			return;
		}
		Files.copy(tar, target);
		if (target.startsWith(folder.resolve("bin"))) {
			Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(target));
			permissions.add(PosixFilePermission.OWNER_EXECUTE);
			Files.setPosixFilePermissions(target, permissions);
		}
	}

	private static InputStream archive() throws IOException {
		String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac") ? "Darwin"
				: "Linux";
		String architecture = System.getProperty("os.arch", "");
		return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system,
				"amd64".equals(architecture) ? "x86_64" : architecture);
	}

	private static void delete(Path folder) throws IOException {
		if (!Files.exists(folder)) {
			return;
		}
		List<Path> content;
		try (Stream<Path> walk = Files.walk(folder)) {
			content = walk.sorted(Comparator.reverseOrder()).toList();
		}
		for (Path each : content) {
			Files.delete(each);
		}
	}

}
