package dev.missioncontrol.invite.api.idempotency.r2dbc;

import dev.missioncontrol.invite.api.idempotency.IdempotencyStore;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Wires the store of idempotency keys.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdempotencySettings.class)
class IdempotencyConfiguration {

	@Bean
	IdempotencyStore idempotencyStore(DatabaseClient database, IdempotencySettings settings) {
		return new R2dbcIdempotencyStore(database, settings);
	}

	@Bean
	CleanUp idempotencyCleanUp(DatabaseClient database, IdempotencySettings settings) {
		return new CleanUp(new R2dbcIdempotencyStore(database, settings));
	}

}
