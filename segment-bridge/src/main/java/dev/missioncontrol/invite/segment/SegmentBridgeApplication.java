package dev.missioncontrol.invite.segment;

import dev.missioncontrol.invite.kafka.trace.TracedInvites;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * The segment-bridge service.
 */
@SpringBootApplication
@TracedInvites
public class SegmentBridgeApplication {

	/**
	 * Starts the service.
	 * @param args settings, such as {@code --segment.track-delay=5s}
	 */
	public static void main(String[] args) {
		application().run(args);
	}

	/**
	 * The service before its start, configured by {@code segment-bridge.yml}.
	 * @return a new builder
	 */
	public static SpringApplicationBuilder application() {
		return new SpringApplicationBuilder(SegmentBridgeApplication.class).web(WebApplicationType.REACTIVE)
			.properties("spring.config.name=segment-bridge");
	}

}
