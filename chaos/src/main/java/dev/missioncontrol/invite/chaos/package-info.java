/**
 * Runs the pipeline under faults and checks that nothing is lost and nothing is sent
 * twice.
 */
@NullMarked
package dev.missioncontrol.invite.chaos;

import org.jspecify.annotations.NullMarked;
