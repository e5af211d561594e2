/**
 * Takes invite commands from dashboards and keeps the ledger of all invites: the
 * application and its wiring.
 */
@NullMarked
package dev.missioncontrol.invite.api;

import org.jspecify.annotations.NullMarked;
