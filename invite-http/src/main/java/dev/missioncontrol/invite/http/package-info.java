/**
 * What every service does alike where strangers can reach it over HTTP.
 */
@NullMarked
package dev.missioncontrol.invite.http;

import org.jspecify.annotations.NullMarked;
