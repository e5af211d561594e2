/**
 * Topics, users and rights on the cluster.
 */
@NullMarked
package dev.missioncontrol.invite.ctl.cluster.kafka;

import org.jspecify.annotations.NullMarked;
