/**
 * Why a request is refused or cannot be served, the same for every transport.
 */
@NullMarked
package dev.missioncontrol.invite.api.problem;

import org.jspecify.annotations.NullMarked;
