package dev.missioncontrol.invite.chaos.check;

import java.util.List;

/**
 * The result of a run.
 *
 * @param accepted commands that got a 202
 * @param signed generations that were signed
 * @param delivered generations that were delivered
 * @param dead dead letters
 * @param linked accepted commands whose link arrived whole at Segment
 * @param longestStallMs see {@link History#longestStall()}
 * @param breaches what went wrong
 */
public record Verdict(int accepted, int signed, int delivered, int dead, int linked, long longestStallMs,
		List<Breach> breaches) {

	public Verdict {
		breaches = List.copyOf(breaches);
	}

	/**
	 * Whether all promises were kept.
	 * @return false as soon as there is one breach
	 */
	public boolean isGood() {
		return this.breaches.isEmpty();
	}

	/**
	 * The last line of a run.
	 * @return names and numbers
	 */
	public String line() {
		return "accepted=%d signed=%d delivered=%d dead=%d lost=%d duplicated=%d longest_stall_ms=%d".formatted(
				this.accepted, this.signed, this.delivered, this.dead, count(Breach.Sum.LOST),
				count(Breach.Sum.DUPLICATED), this.longestStallMs);
	}

	private long count(Breach.Sum sum) {
		return this.breaches.stream().filter((each) -> each.kind().sum() == sum).count();
	}

}
