/**
 * Links that cannot be altered in any part: a Hawk bewit, made and checked as the
 * reference implementation does (npm {@code hawk} 9).
 */
@NullMarked
package dev.missioncontrol.invite.event.hawk;

import org.jspecify.annotations.NullMarked;
