/**
 * What all addresses for ops have in common.
 */
@NullMarked
package dev.missioncontrol.invite.api.ops.web;

import org.jspecify.annotations.NullMarked;
