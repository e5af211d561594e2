/**
 * Stands in for the dashboard: it issues the tokens of admins, and accepted people land
 * there.
 */
@NullMarked
package dev.missioncontrol.invite.sandbox.dashboard;

import org.jspecify.annotations.NullMarked;
