/**
 * Taking an invite, beside a handler that only writes to the log.
 */
@NullMarked
package dev.missioncontrol.invite.bench.api;

import org.jspecify.annotations.NullMarked;
