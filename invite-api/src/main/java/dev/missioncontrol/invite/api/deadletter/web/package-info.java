/**
 * Dead letters over REST.
 */
@NullMarked
package dev.missioncontrol.invite.api.deadletter.web;

import org.jspecify.annotations.NullMarked;
