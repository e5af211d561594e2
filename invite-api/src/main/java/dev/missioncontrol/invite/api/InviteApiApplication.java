package dev.missioncontrol.invite.api;

import dev.missioncontrol.invite.http.HardenedHttp;
import dev.missioncontrol.invite.kafka.trace.TracedInvites;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * The service that dashboards talk to. Its settings are in {@code invite-api.yml}.
 */
@SpringBootApplication
@TracedInvites
@HardenedHttp
public class InviteApiApplication {

	/**
	 * The application, ready to run; it can share a JVM with the other services.
	 * @return a new builder
	 */
	public static SpringApplicationBuilder application() {
		return new SpringApplicationBuilder(InviteApiApplication.class).web(WebApplicationType.REACTIVE)
			.properties("spring.config.name=invite-api");
	}

	/**
	 * Runs the service.
	 * @param args settings, such as {@code --server.port=8080}
	 */
	public static void main(String[] args) {
		application().run(args);
	}

}
