/**
 * Values to and from rows, the same for every table.
 */
@NullMarked
package dev.missioncontrol.invite.api.database.r2dbc;

import org.jspecify.annotations.NullMarked;
