/**
 * The whole pipeline in one JVM, on real parts, from the command line.
 */
@NullMarked
package dev.missioncontrol.invite.sandbox;

import org.jspecify.annotations.NullMarked;
