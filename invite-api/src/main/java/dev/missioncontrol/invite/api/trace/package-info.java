/**
 * Where the trace of an invite begins.
 */
@NullMarked
package dev.missioncontrol.invite.api.trace;

import org.jspecify.annotations.NullMarked;
