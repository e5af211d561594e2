/**
 * What a click costs.
 */
@NullMarked
package dev.missioncontrol.invite.bench.verify;

import org.jspecify.annotations.NullMarked;
