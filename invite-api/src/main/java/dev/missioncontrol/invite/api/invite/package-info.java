/**
 * Inviting a person: from a raw request to an accepted command.
 */
@NullMarked
package dev.missioncontrol.invite.api.invite;

import org.jspecify.annotations.NullMarked;
