/**
 * Benchmarks, each beside a reference in the same run.
 */
@NullMarked
package dev.missioncontrol.invite.bench;

import org.jspecify.annotations.NullMarked;
