/**
 * Runs the Auth0 stand-in as a child process.
 */
@NullMarked
package dev.missioncontrol.invite.sandbox.auth0;

import org.jspecify.annotations.NullMarked;
