package dev.missioncontrol.invite.api.idempotency.r2dbc;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.EventCodec;
import dev.missioncontrol.invite.event.InviteCommand;
import dev.missioncontrol.invite.event.Topics;
import org.jspecify.annotations.Nullable;

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
	 * @param type what they are; null when that was not kept
	 * @param inviteId what they are about; null when that was not kept
	 * @param sibling any command of the same kind: lends what was not kept of the
	 * envelope
	 * @return the command
	 * @throws IllegalStateException when this version no longer understands the bytes
	 */
	@SuppressWarnings("unchecked") // A key stands for one kind of request: see its
									// fingerprint.
	<C extends InviteCommand> C read(byte[] value, @Nullable String type, @Nullable UUID inviteId, C sibling) {
		Map<String, byte[]> headers = this.codec
			.headers(CloudEvent.once("/invite-api", sibling.requestedAt(), sibling));
		if (type != null) {
			headers.put("ce_type", type.getBytes(StandardCharsets.UTF_8));
		}
		byte[] key = (inviteId != null) ? inviteId.toString().getBytes(StandardCharsets.UTF_8)
				: this.codec.key(sibling);
		return switch (this.codec.decode(Topics.COMMANDS, key, headers::get, value)) {
			case Decoded.Event(var event) -> (C) event.data();
			case Decoded.Unreadable(var reason, var detail) ->
				throw new IllegalStateException("stored command: " + reason.code() + " at " + detail);
		};
	}

}
