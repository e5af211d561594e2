package dev.missioncontrol.invite.claim;

import dev.missioncontrol.invite.http.HardenedHttp;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * The claim gateway as a program.
 */
@SpringBootApplication
@HardenedHttp
@ConfigurationPropertiesScan
@EnableScheduling
public class ClaimGatewayApplication {

	/**
	 * Runs the gateway.
	 * @param args settings as {@code --name=value}
	 */
	public static void main(String[] args) {
		application().run(args);
	}

	/**
	 * The gateway, ready to run; can share a JVM and a class path with the other
	 * services.
	 * @return a builder with this service's name and configuration file
	 */
	public static SpringApplicationBuilder application() {
		return new SpringApplicationBuilder(ClaimGatewayApplication.class).web(WebApplicationType.REACTIVE)
			.properties("spring.config.name=claim-gateway");
	}

}
