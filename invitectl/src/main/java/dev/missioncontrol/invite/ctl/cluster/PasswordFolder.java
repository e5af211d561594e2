package dev.missioncontrol.invite.ctl.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import dev.missioncontrol.invite.ctl.command.Refusal;

/**
 * A folder with the password of each service in a file of its name.
 *
 * @param path the folder
 */
record PasswordFolder(Path path) {

	private static final int SHORTEST = 16;

	/** Empty lines around a password do not count. */
	Map<String, String> read(Collection<String> users) throws Refusal {
		Map<String, String> passwords = new HashMap<>();
		for (String user : users) {
			Path file = this.path.resolve(user);
			try {
				String password = Files.readString(file).strip();
				if (password.length() < SHORTEST) {
					throw Refusal.wrongUse("the password in " + file + " has less than " + SHORTEST + " characters");
				}
				passwords.put(user, password);
			}
			catch (IOException _) {
				throw Refusal.wrongUse("cannot read the password in " + file);
			}
		}
		return passwords;
	}

}
