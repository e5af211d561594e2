package dev.missioncontrol.invite.chaos.services;

import dev.missioncontrol.invite.api.InviteApiApplication;
import dev.missioncontrol.invite.segment.SegmentBridgeApplication;
import dev.missioncontrol.invite.token.TokenWorkerApplication;

/**
 * The services of a run.
 */
public enum Kind {

	/** token-worker. */
	WORKER(TokenWorkerApplication.class, 128),

	/** segment-bridge. */
	BRIDGE(SegmentBridgeApplication.class, 160),

	/** invite-api. */
	API(InviteApiApplication.class, 256);

	private final Class<?> mainClass;

	private final int heap;

	Kind(Class<?> mainClass, int heap) {
		this.mainClass = mainClass;
		this.heap = heap;
	}

	String mainClass() {
		return this.mainClass.getName();
	}

	/** Largest heap, in megabytes. */
	int heap() {
		return this.heap;
	}

}
