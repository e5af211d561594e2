/**
 * Acceptances that the login provider knows of and the ledger does not.
 */
@NullMarked
package dev.missioncontrol.invite.api.reconcile;

import org.jspecify.annotations.NullMarked;
