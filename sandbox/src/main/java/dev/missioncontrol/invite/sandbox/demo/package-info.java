/**
 * Takes one invite through all hops.
 */
@NullMarked
package dev.missioncontrol.invite.sandbox.demo;

import org.jspecify.annotations.NullMarked;
