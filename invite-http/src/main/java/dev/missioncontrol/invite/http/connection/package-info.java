/**
 * What one connection may do, and for how long.
 */
@NullMarked
package dev.missioncontrol.invite.http.connection;

import org.jspecify.annotations.NullMarked;
