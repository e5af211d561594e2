/**
 * The same request again gives the same answer again: what an Idempotency-Key means.
 */
@NullMarked
package dev.missioncontrol.invite.api.idempotency;

import org.jspecify.annotations.NullMarked;
