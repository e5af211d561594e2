package dev.missioncontrol.invite.chaos.check;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run left behind, from its two ends and from the topics between.
 *
 * @param commands what was asked for
 * @param signed every committed record of {@code invite.signed}, in any order
 * @param delivered generations that were reported as delivered
 * @param buried generations that lie in a dead-letter topic of the bridge
 * @param refused ids of invites that lie in the dead letters of the commands
 * @param messages what Segment took, in its order
 * @param mails how many e-mails left for each person
 * @param dead number of all dead letters
 * @param expectedDead how many of them were provoked
 * @param lag records that a stage has not dealt with although all had time to
 * @param longestStall longest time without progress while nothing was broken and there
 * was something to do
 */
public record History(List<Command> commands, List<Signed> signed, Set<Generation> delivered, Set<Generation> buried,
		Set<String> refused, List<SegmentMessage> messages, Map<String, Integer> mails, int dead, int expectedDead,
		long lag, Duration longestStall) {

	public History {
		commands = List.copyOf(commands);
		signed = List.copyOf(signed);
		delivered = Set.copyOf(delivered);
		buried = Set.copyOf(buried);
		refused = Set.copyOf(refused);
		messages = List.copyOf(messages);
		mails = Map.copyOf(mails);
	}

	/**
	 * An invite and its generation.
	 *
	 * @param inviteId the invite
	 * @param number the generation, from 1
	 */
	public record Generation(String inviteId, int number) {

		@Override
		public String toString() {
			return this.inviteId + " generation " + this.number;
		}

	}

	/**
	 * A signed record.
	 *
	 * @param generation what was signed
	 * @param person who is invited; no other command names the same
	 * @param link hash of the link
	 */
	public record Signed(Generation generation, String person, String link) {
	}

}
