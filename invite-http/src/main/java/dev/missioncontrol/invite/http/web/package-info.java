/**
 * Security headers and rates, as filters.
 */
@NullMarked
package dev.missioncontrol.invite.http.web;

import org.jspecify.annotations.NullMarked;
