/**
 * Members as Auth0 knows them.
 */
@NullMarked
package dev.missioncontrol.invite.api.member.auth0;

import org.jspecify.annotations.NullMarked;
