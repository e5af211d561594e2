package dev.missioncontrol.invite.chaos.region;

import java.util.Set;
import java.util.function.Supplier;

import dev.missioncontrol.invite.api.InviteApiApplication;
import dev.missioncontrol.invite.claim.ClaimGatewayApplication;
import dev.missioncontrol.invite.sandbox.services.Technology;
import dev.missioncontrol.invite.segment.SegmentBridgeApplication;
import dev.missioncontrol.invite.token.TokenWorkerApplication;

import org.springframework.boot.builder.SpringApplicationBuilder;

/** The four services. */
enum App {

	API("invite-api", InviteApiApplication.class, InviteApiApplication::application, 256),

	WORKER("token-worker", TokenWorkerApplication.class, TokenWorkerApplication::application, 128),

	BRIDGE("segment-bridge", SegmentBridgeApplication.class, SegmentBridgeApplication::application, 160),

	GATEWAY("claim-gateway", ClaimGatewayApplication.class, ClaimGatewayApplication::application, 160);

	private final String title;

	private final Class<?> program;

	@SuppressWarnings("ImmutableEnumChecker") // a method of a class
	private final Supplier<SpringApplicationBuilder> application;

	private final int heap;

	App(String title, Class<?> program, Supplier<SpringApplicationBuilder> application, int heap) {
		this.title = title;
		this.program = program;
		this.application = application;
		this.heap = heap;
	}

	String title() {
		return this.title;
	}

	String mainClass() {
		return this.program.getName();
	}

	Supplier<SpringApplicationBuilder> application() {
		return this.application;
	}

	int heap() {
		return this.heap;
	}

	boolean hasManagementPort() {
		return this == API || this == GATEWAY;
	}

	Set<Technology> technologies() {
		return (this == API) ? Set.of(Technology.DATABASE, Technology.GRAPHQL, Technology.SECURITY) : Set.of();
	}

}
