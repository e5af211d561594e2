/**
 * Replay jobs in PostgreSQL.
 */
@NullMarked
package dev.missioncontrol.invite.api.replay.r2dbc;

import org.jspecify.annotations.NullMarked;
