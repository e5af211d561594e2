/**
 * The tenant of Auth0 and how its Management API is reached.
 */
@NullMarked
package dev.missioncontrol.invite.api.tenant.auth0;

import org.jspecify.annotations.NullMarked;
