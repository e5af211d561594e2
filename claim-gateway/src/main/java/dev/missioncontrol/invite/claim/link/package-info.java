/**
 * Which addresses are looked at, before anything in them is believed.
 */
@NullMarked
package dev.missioncontrol.invite.claim.link;

import org.jspecify.annotations.NullMarked;
