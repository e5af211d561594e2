/**
 * The ledger: what happened to each invite, its status, and the one decision on how it
 * ended.
 */
@NullMarked
package dev.missioncontrol.invite.api.ledger;

import org.jspecify.annotations.NullMarked;
