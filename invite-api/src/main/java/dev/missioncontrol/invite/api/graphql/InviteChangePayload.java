package dev.missioncontrol.invite.api.graphql;

import java.util.Optional;

import dev.missioncontrol.invite.api.ledger.InviteSummary;
import dev.missioncontrol.invite.api.live.LiveEvent;
import org.jspecify.annotations.Nullable;

/**
 * What {@code invite_changed} tells.
 */
record InviteChangePayload(Kind kind, String cursor, @Nullable InviteSummary invite) {

	/** Empty for the end, which the protocol tells itself. */
	static Optional<InviteChangePayload> of(LiveEvent event) {
		return switch (event) {
			case LiveEvent.Ready(var position) ->
				Optional.of(new InviteChangePayload(Kind.READY, position.cursor(), null));
			case LiveEvent.Changed(var change) ->
				Optional.of(new InviteChangePayload(Kind.CHANGED, change.position().cursor(), change.invite()));
			case LiveEvent.Reset(var position) ->
				Optional.of(new InviteChangePayload(Kind.RESET, position.cursor(), null));
			case LiveEvent.Ended _ -> Optional.empty();
		};
	}

	/** The kinds of the schema. */
	enum Kind {

		READY, CHANGED, RESET

	}

}
