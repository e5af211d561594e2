/**
 * The claim gateway: takes the click, leads to the login and finishes it.
 */
@NullMarked
package dev.missioncontrol.invite.claim;

import org.jspecify.annotations.NullMarked;
