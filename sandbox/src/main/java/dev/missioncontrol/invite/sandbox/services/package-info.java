/**
 * Runs the four services inside this JVM.
 */
@NullMarked
package dev.missioncontrol.invite.sandbox.services;

import org.jspecify.annotations.NullMarked;
