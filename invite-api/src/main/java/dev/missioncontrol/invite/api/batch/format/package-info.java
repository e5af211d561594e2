/**
 * Cuts uploads into rows while they come in, in memory that does not grow with them.
 */
@NullMarked
package dev.missioncontrol.invite.api.batch.format;

import org.jspecify.annotations.NullMarked;
