/**
 * What the parts of the sandbox have in common: small pages on loopback, secret files,
 * and one way to say why something cannot start.
 */
@NullMarked
package dev.missioncontrol.invite.sandbox.part;

import org.jspecify.annotations.NullMarked;
