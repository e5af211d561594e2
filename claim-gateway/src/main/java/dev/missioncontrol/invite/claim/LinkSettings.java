package dev.missioncontrol.invite.claim;

import java.nio.file.Path;

import dev.missioncontrol.invite.event.hawk.HawkKeyFolder;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * What vouches for links besides their token; claim-gateway.yml explains each setting.
 */
@ConfigurationProperties("claim")
record LinkSettings(Kind link, Hawk hawk) {

	LinkSettings {
		Assert.isTrue(link == Kind.PLAIN || StringUtils.hasText(hawk.folder),
				"claim.hawk.folder (CLAIM_HAWK_FOLDER) is required with claim.link=hawk");
	}

	/**
	 * What vouches for a link.
	 */
	enum Kind {

		/** Its token. */
		PLAIN,

		/** A Hawk bewit as well. */
		HAWK

	}

	/**
	 * The keys of Hawk links.
	 */
	record Hawk(String folder, boolean allowGroupRead) {

		HawkKeyFolder keys() {
			return new HawkKeyFolder(Path.of(this.folder), this.allowGroupRead);
		}

	}

}
