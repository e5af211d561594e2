/**
 * The command that measures.
 */
@NullMarked
package dev.missioncontrol.invite.bench;

import org.jspecify.annotations.NullMarked;
