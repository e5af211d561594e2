/**
 * Asks Auth0 from time to time who has signed up.
 */
@NullMarked
package dev.missioncontrol.invite.api.reconcile.auth0;

import org.jspecify.annotations.NullMarked;
