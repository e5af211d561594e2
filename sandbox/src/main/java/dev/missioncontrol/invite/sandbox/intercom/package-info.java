/**
 * Stands in for Intercom, which hangs behind Segment and sends the e-mail.
 */
@NullMarked
package dev.missioncontrol.invite.sandbox.intercom;

import org.jspecify.annotations.NullMarked;
