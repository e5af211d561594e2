package dev.missioncontrol.invite.api;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What this instance is for.
 *
 * @param readOnly whether it changes nothing
 */
@ConfigurationProperties("invite")
record ModeSettings(boolean readOnly) {

}
