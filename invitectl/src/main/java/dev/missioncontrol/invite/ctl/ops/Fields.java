package dev.missioncontrol.invite.ctl.ops;

import tools.jackson.databind.JsonNode;

/**
 * The members of an answer as text.
 *
 * @param node the answer
 */
public record Fields(JsonNode node) {

	/**
	 * A member as text.
	 * @param path names from the outside in
	 * @return empty when it is missing, null or not a single value
	 */
	public String text(String... path) {
		JsonNode found = this.node;
		for (String name : path) {
			found = found.path(name);
		}
		return found.isValueNode() && !found.isNull() ? found.asString() : "";
	}

	/**
	 * A member as whole number.
	 * @param name its name
	 * @return 0 when it is missing, null or not a number
	 */
	public long number(String name) {
		JsonNode found = this.node.path(name);
		return found.isNumber() ? found.longValue() : 0;
	}

	/**
	 * Where a record came from.
	 * @return topic, partition and offset, such as {@code invite.signed-3@17}; empty when
	 * that is not told
	 */
	public String origin() {
		return text("origin", "topic").isEmpty() ? ""
				: "%s-%s@%s".formatted(text("origin", "topic"), text("origin", "partition"), text("origin", "offset"));
	}

}
