/**
 * Batches in PostgreSQL, and the threads that carry them out.
 */
@NullMarked
package dev.missioncontrol.invite.api.batch.r2dbc;

import org.jspecify.annotations.NullMarked;
