package dev.missioncontrol.invite.token;

import java.util.Map;

import dev.missioncontrol.invite.kafka.trace.TracedInvites;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * The token worker: invite commands in, signed and chunked links out.
 */
@SpringBootApplication
@TracedInvites
public class TokenWorkerApplication {

	/**
	 * Starts the service.
	 * @param args settings, as {@code --name=value}
	 */
	public static void main(String[] args) {
		application().run(args);
	}

	/**
	 * The service, ready to run; its settings are in token-worker.yml.
	 * @return a builder that is not shared
	 */
	public static SpringApplicationBuilder application() {
		return new SpringApplicationBuilder(TokenWorkerApplication.class).web(WebApplicationType.REACTIVE)
			.properties(Map.of("spring.config.name", "token-worker"));
	}

}
