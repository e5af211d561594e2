package dev.missioncontrol.invite.segment.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cuts messages into waves: the first of each key, then the second of each key, and so
 * on. Within a wave they may go out in any order, at the same time.
 */
final class Waves {

	private Waves() {
	}

	/** The first message of some key, one that was tried as little as possible. */
	static Optional<Integer> first(List<Parcel> parcels) {
		return of(parcels).stream()
			.findFirst()
			.flatMap((wave) -> wave.stream().min(Comparator.comparingInt((i) -> parcels.get(i).attempts())));
	}

	/** The waves, as indexes into the list. */
	static List<List<Integer>> of(List<Parcel> parcels) {
		List<List<Integer>> waves = new ArrayList<>();
		Map<String, Integer> seen = new HashMap<>();
		for (int i = 0; i < parcels.size(); i++) {
			int wave = seen.merge(parcels.get(i).key(), 1, Integer::sum) - 1;
			if (wave == waves.size()) {
				waves.add(new ArrayList<>());
			}
			waves.get(wave).add(i);
		}
		return waves;
	}

}
