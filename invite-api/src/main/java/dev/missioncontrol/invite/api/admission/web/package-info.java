/**
 * How many requests are worked on at the same time.
 */
@NullMarked
package dev.missioncontrol.invite.api.admission.web;

import org.jspecify.annotations.NullMarked;
