/**
 * How fast commands become signed invites.
 */
@NullMarked
package dev.missioncontrol.invite.bench.worker;

import org.jspecify.annotations.NullMarked;
