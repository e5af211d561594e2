/**
 * Who is invited, and which generations were given out, in PostgreSQL.
 */
@NullMarked
package dev.missioncontrol.invite.api.invite.r2dbc;

import org.jspecify.annotations.NullMarked;
