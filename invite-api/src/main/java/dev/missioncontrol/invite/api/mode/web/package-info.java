/**
 * Refuses changes over HTTP while nothing is to be changed.
 */
@NullMarked
package dev.missioncontrol.invite.api.mode.web;

import org.jspecify.annotations.NullMarked;
