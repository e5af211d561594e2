/**
 * Takes every e-mail and shows it on a page.
 */
@NullMarked
package dev.missioncontrol.invite.sandbox.inbox;

import org.jspecify.annotations.NullMarked;
