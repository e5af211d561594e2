/**
 * Turns invite commands into signed links: the application, its settings and its wiring.
 */
@NullMarked
package dev.missioncontrol.invite.token;

import org.jspecify.annotations.NullMarked;
