package dev.missioncontrol.invite.bench.latency;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.missioncontrol.invite.sandbox.segment.BatchObserver;
import tools.jackson.databind.JsonNode;

/**
 * When Segment took the identify of each person. Safe for use by several threads.
 */
final class Arrivals implements BatchObserver {

	private final Map<String, Long> times = new ConcurrentHashMap<>();

	@Override
	public void answering(List<JsonNode> batch, int status) {
		long now = System.nanoTime();
		for (JsonNode message : batch) {
			if ("identify".equals(message.path("type").asString(""))) {
				this.times.putIfAbsent(message.path("userId").asString(""), now);
			}
		}
	}

	/** In the terms of {@link System#nanoTime()}. */
	Optional<Long> of(String person) {
		return Optional.ofNullable(this.times.get(person));
	}

}
