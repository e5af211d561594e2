/**
 * Brings a cluster to what the pipeline needs.
 */
@NullMarked
package dev.missioncontrol.invite.ctl.cluster;

import org.jspecify.annotations.NullMarked;
