/**
 * Bodies of requests, read strictly and up to a limit.
 */
@NullMarked
package dev.missioncontrol.invite.api.body.web;

import org.jspecify.annotations.NullMarked;
