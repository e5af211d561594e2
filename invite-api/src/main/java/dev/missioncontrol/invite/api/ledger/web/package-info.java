/**
 * Reading the ledger over REST.
 */
@NullMarked
package dev.missioncontrol.invite.api.ledger.web;

import org.jspecify.annotations.NullMarked;
