/**
 * What is done to whom, and when: a schedule that follows from a seed.
 */
@NullMarked
package dev.missioncontrol.invite.chaos.fault;

import org.jspecify.annotations.NullMarked;
