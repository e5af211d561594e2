/**
 * Whether a person has signed up into an organization already.
 */
@NullMarked
package dev.missioncontrol.invite.api.member;

import org.jspecify.annotations.NullMarked;
