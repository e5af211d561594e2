/**
 * Remembers in PostgreSQL how far was read, and whose turn it is.
 */
@NullMarked
package dev.missioncontrol.invite.api.reconcile.r2dbc;

import org.jspecify.annotations.NullMarked;
