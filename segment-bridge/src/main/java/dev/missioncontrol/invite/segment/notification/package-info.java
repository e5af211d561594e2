/**
 * What Segment is told: the identify that carries the link, the track that triggers the
 * e-mail.
 */
@NullMarked
package dev.missioncontrol.invite.segment.notification;

import org.jspecify.annotations.NullMarked;
