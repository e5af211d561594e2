/**
 * A real PostgreSQL as a child process.
 */
@NullMarked
package dev.missioncontrol.invite.sandbox.postgres;

import org.jspecify.annotations.NullMarked;
