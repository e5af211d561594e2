package dev.missioncontrol.invite.api.batch.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * What uploads may look like.
 *
 * @param maxRow longest row
 */
@ConfigurationProperties("invite.batch.web")
record BatchWebSettings(DataSize maxRow) {

	BatchWebSettings {
		if (maxRow.toBytes() < 256 || maxRow.toBytes() > 1024 * 1024) {
			throw new IllegalArgumentException("invite.batch.web.max-row must lie between 256 B and 1 MB");
		}
	}

	int maxRowBytes() {
		return Math.toIntExact(this.maxRow.toBytes());
	}

}
