/**
 * Events in, final states out.
 */
@NullMarked
package dev.missioncontrol.invite.api.ledger.kafka;

import org.jspecify.annotations.NullMarked;
