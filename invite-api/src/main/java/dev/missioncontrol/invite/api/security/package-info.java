/**
 * Callers by bearer token: a JWT resource server.
 */
@NullMarked
package dev.missioncontrol.invite.api.security;

import org.jspecify.annotations.NullMarked;
