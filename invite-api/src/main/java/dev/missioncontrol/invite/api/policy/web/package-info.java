/**
 * Policies over REST.
 */
@NullMarked
package dev.missioncontrol.invite.api.policy.web;

import org.jspecify.annotations.NullMarked;
