/**
 * The trace of a request, over HTTP.
 */
@NullMarked
package dev.missioncontrol.invite.api.trace.web;

import org.jspecify.annotations.NullMarked;
