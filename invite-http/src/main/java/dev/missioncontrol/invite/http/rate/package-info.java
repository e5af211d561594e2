/**
 * How often one client may come.
 */
@NullMarked
package dev.missioncontrol.invite.http.rate;

import org.jspecify.annotations.NullMarked;
