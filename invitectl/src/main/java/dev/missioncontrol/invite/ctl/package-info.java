/**
 * The command line of those who run the pipeline.
 */
@NullMarked
package dev.missioncontrol.invite.ctl;

import org.jspecify.annotations.NullMarked;
