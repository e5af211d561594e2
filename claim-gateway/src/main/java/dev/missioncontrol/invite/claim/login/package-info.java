/**
 * One login round trip: what is remembered in the browser, and who logged in.
 */
@NullMarked
package dev.missioncontrol.invite.claim.login;

import org.jspecify.annotations.NullMarked;
