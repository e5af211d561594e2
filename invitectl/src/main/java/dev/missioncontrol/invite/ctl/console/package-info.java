/**
 * What a command shows and asks: lines, tables, JSON, progress, a yes or no.
 */
@NullMarked
package dev.missioncontrol.invite.ctl.console;

import org.jspecify.annotations.NullMarked;
