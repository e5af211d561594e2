package dev.missioncontrol.invite.segment.kafka;

/**
 * How this service names itself in events.
 */
final class Source {

	static final String NAME = "/segment-bridge";

	private Source() {
	}

}
