/**
 * Problems as HTTP answers (RFC 9457).
 */
@NullMarked
package dev.missioncontrol.invite.api.problem.web;

import org.jspecify.annotations.NullMarked;
