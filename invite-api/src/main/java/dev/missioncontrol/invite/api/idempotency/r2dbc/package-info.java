/**
 * Idempotency keys in PostgreSQL.
 */
@NullMarked
package dev.missioncontrol.invite.api.idempotency.r2dbc;

import org.jspecify.annotations.NullMarked;
