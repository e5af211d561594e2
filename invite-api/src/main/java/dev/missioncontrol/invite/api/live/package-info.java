/**
 * Tells callers, as it happens, which invites of their organization have changed.
 */
@NullMarked
package dev.missioncontrol.invite.api.live;

import org.jspecify.annotations.NullMarked;
