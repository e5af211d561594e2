/**
 * Who is at the other end.
 */
@NullMarked
package dev.missioncontrol.invite.http.address;

import org.jspecify.annotations.NullMarked;
