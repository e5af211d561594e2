package dev.missioncontrol.invite.api.idempotency.r2dbc;

import java.util.Map;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.EventCodec;
import dev.missioncontrol.invite.event.InviteCommand;
import dev.missioncontrol.invite.event.Topics;

/**
 * Commands as bytes, the same as on Kafka.
 */
final class CommandBytes {

	private final EventCodec codec = new EventCodec();

	byte[] write(InviteCommand command) {
		return this.codec.value(command);
	}

	/**
	 * Reads back what was written.
	 * @param value the bytes
	 * @param sibling any command of the same kind: lends the envelope, which is not kept
	 * @return the command
	 * @throws IllegalStateException when this version no longer understands the bytes
	 */
	@SuppressWarnings("unchecked") // The class is that of the sibling.
	<C extends InviteCommand> C read(byte[] value, C sibling) {
		Map<String, byte[]> headers = this.codec
			.headers(CloudEvent.once("/invite-api", sibling.requestedAt(), sibling));
		return switch (this.codec.decode(Topics.COMMANDS, this.codec.key(sibling), headers::get, value)) {
			case Decoded.Event(var event) when sibling.getClass().isInstance(event.data()) -> (C) event.data();
			case Decoded.Event(var event) ->
				throw new IllegalStateException("stored command of another kind: " + event.id());
			case Decoded.Unreadable(var reason, var detail) ->
				throw new IllegalStateException("stored command: " + reason.code() + " at " + detail);
		};
	}

}
