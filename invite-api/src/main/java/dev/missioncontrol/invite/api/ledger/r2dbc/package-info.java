/**
 * The ledger in PostgreSQL.
 */
@NullMarked
package dev.missioncontrol.invite.api.ledger.r2dbc;

import org.jspecify.annotations.NullMarked;
