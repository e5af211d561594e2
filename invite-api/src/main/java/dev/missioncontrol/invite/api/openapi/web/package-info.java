/**
 * The description of the REST interface, for people and tools.
 */
@NullMarked
package dev.missioncontrol.invite.api.openapi.web;

import org.jspecify.annotations.NullMarked;
