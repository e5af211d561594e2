/**
 * Invites over GraphQL: the same use cases as over REST.
 */
@NullMarked
package dev.missioncontrol.invite.api.graphql;

import org.jspecify.annotations.NullMarked;
