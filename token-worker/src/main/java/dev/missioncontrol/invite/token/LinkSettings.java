package dev.missioncontrol.invite.token;

import java.nio.file.Path;

import dev.missioncontrol.invite.event.hawk.HawkKeyFolder;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What protects links besides their token; token-worker.yml explains each key.
 *
 * @param link which protection
 * @param hawk the keys of Hawk links
 */
@ConfigurationProperties("token")
record LinkSettings(Kind link, Hawk hawk) {

	/**
	 * What protects a link.
	 */
	enum Kind {

		/** Its token. */
		PLAIN,

		/** A Hawk bewit as well. */
		HAWK

	}

	/**
	 * The keys of Hawk links.
	 *
	 * @param folder where they are
	 * @param allowGroupRead whether their group may read them
	 */
	record Hawk(String folder, boolean allowGroupRead) {

		HawkKeyFolder keys() {
			return new HawkKeyFolder(Path.of(this.folder), this.allowGroupRead);
		}

	}

}
