/**
 * Logins at Auth0.
 */
@NullMarked
package dev.missioncontrol.invite.claim.login.auth0;

import org.jspecify.annotations.NullMarked;
