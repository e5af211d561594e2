/**
 * The services of a run, each a process of its own.
 */
@NullMarked
package dev.missioncontrol.invite.chaos.services;

import org.jspecify.annotations.NullMarked;
