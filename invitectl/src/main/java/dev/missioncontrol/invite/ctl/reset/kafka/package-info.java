/**
 * The offsets of a consumer group on the cluster.
 */
@NullMarked
package dev.missioncontrol.invite.ctl.reset.kafka;

import org.jspecify.annotations.NullMarked;
