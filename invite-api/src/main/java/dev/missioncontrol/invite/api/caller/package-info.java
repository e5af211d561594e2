/**
 * Who calls, for which organization, and what the caller may do.
 */
@NullMarked
package dev.missioncontrol.invite.api.caller;

import org.jspecify.annotations.NullMarked;
