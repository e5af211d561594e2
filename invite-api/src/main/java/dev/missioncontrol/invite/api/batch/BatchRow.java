package dev.missioncontrol.invite.api.batch;

/**
 * A row of a batch.
 *
 * @param number its place, from 1 on
 * @param content what it holds
 */
public record BatchRow(int number, RowContent content) {

}
