/**
 * What consumers gave up: found by ops, never shown with its content.
 */
@NullMarked
package dev.missioncontrol.invite.api.deadletter;

import org.jspecify.annotations.NullMarked;
