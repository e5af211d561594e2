package dev.missioncontrol.invite.sandbox.segment;

import java.util.List;

import tools.jackson.databind.JsonNode;

/**
 * Sees every batch that the stand-in takes, whatever it answers.
 */
@FunctionalInterface
public interface BatchObserver {

	/**
	 * Called after a batch was taken and before its answer leaves; by several threads.
	 * @param messages the messages as they came
	 * @param status HTTP status of the answer; other than 2xx when a fault hides that the
	 * batch was taken
	 */
	void answering(List<JsonNode> messages, int status);

}
