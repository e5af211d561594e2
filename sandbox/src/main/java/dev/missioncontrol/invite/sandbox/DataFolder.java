package dev.missioncontrol.invite.sandbox;

import java.io.IOException;
import java.nio.file.Path;

import dev.missioncontrol.invite.sandbox.part.CannotStart;
import dev.missioncontrol.invite.sandbox.part.OwnedFolder;
import dev.missioncontrol.invite.sandbox.part.SecretFile;

/**
 * Where the sandbox keeps everything between runs. One sandbox at a time has it.
 */
final class DataFolder implements AutoCloseable {

	private static final String LOGS = "logs";

	private final OwnedFolder folder;

	private DataFolder(OwnedFolder folder) {
		this.folder = folder;
	}

	/**
	 * Takes the folder, which is made when it is not there.
	 * @param path the folder
	 * @param ports written down for a second sandbox to report
	 * @return the folder, until it is closed
	 * @throws CannotStart when it cannot be used, or another sandbox has it
	 */
	static DataFolder open(Path path, Ports ports) {
		DataFolder data = new DataFolder(OwnedFolder.take(path, "sandbox.lock",
				"another sandbox, on the ports from %d up".formatted(ports.base())));
		try {
			SecretFile.folder(data.logs());
			return data;
		}
		catch (IOException ex) {
			data.close();
			throw new CannotStart("the data folder " + path + " cannot be used: " + ex, ex);
		}
	}

	Path broker() {
		return this.folder.path().resolve("broker");
	}

	Path postgres() {
		return this.folder.path().resolve("postgres");
	}

	Path postgresBinaries() {
		return this.folder.path().resolve("postgres-binaries");
	}

	Path auth0() {
		return this.folder.path().resolve("auth0");
	}

	Path dashboardKey() {
		return this.folder.path().resolve("dashboard").resolve("key.pem");
	}

	Path privateKeys() {
		return this.folder.path().resolve("keys").resolve("private");
	}

	Path publicKeys() {
		return this.folder.path().resolve("keys").resolve("public");
	}

	Path hawkKeys() {
		return this.folder.path().resolve("keys").resolve("hawk");
	}

	Path logs() {
		return this.folder.path().resolve(LOGS);
	}

	Path log(String name) {
		return logs().resolve(name + ".log");
	}

	@Override
	public void close() {
		this.folder.close();
	}

}
