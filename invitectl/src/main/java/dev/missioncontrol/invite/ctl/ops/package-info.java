/**
 * invite-api's HTTP interface for ops, from the outside.
 */
@NullMarked
package dev.missioncontrol.invite.ctl.ops;

import org.jspecify.annotations.NullMarked;
