package dev.missioncontrol.invite.api.replay;

/**
 * What an operator asks for.
 *
 * @param selection which records
 * @param dryRun whether to tell only what would be sent
 * @param force whether to tell people anew: every record gets a new number, so that
 * Segment does not recognize it
 * @param ratePerSecond most records sent in a second
 */
public record ReplayOrder(Selection selection, boolean dryRun, boolean force, int ratePerSecond) {

}
