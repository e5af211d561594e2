/**
 * What organizations may ask for: the operator's rules, and narrower ones of their own.
 */
@NullMarked
package dev.missioncontrol.invite.api.policy;

import org.jspecify.annotations.NullMarked;
