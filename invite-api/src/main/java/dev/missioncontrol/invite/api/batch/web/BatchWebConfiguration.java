package dev.missioncontrol.invite.api.batch.web;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/**
 * Wires how batches are sent and fetched.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BatchWebSettings.class)
class BatchWebConfiguration {

}
