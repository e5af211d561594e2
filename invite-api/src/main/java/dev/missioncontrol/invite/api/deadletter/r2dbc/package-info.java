/**
 * Dead letters in PostgreSQL.
 */
@NullMarked
package dev.missioncontrol.invite.api.deadletter.r2dbc;

import org.jspecify.annotations.NullMarked;
