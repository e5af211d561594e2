/**
 * Whether this instance changes anything or only reads.
 */
@NullMarked
package dev.missioncontrol.invite.api.mode;

import org.jspecify.annotations.NullMarked;
