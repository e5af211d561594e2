/**
 * Many invites in one upload: each row becomes an invite of its own, or is told why not.
 */
@NullMarked
package dev.missioncontrol.invite.api.batch;

import org.jspecify.annotations.NullMarked;
