/**
 * What all benchmarks have in common: rounds, goals, the report.
 */
@NullMarked
package dev.missioncontrol.invite.bench.frame;

import org.jspecify.annotations.NullMarked;
