/**
 * Policies, and what is counted for them, in PostgreSQL.
 */
@NullMarked
package dev.missioncontrol.invite.api.policy.r2dbc;

import org.jspecify.annotations.NullMarked;
