/**
 * How long services take to get ready, and how much memory they keep.
 */
@NullMarked
package dev.missioncontrol.invite.bench.start;

import org.jspecify.annotations.NullMarked;
