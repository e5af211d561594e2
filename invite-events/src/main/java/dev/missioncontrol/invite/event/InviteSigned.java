package dev.missioncontrol.invite.event;

import java.util.List;
import java.util.Objects;

/**
 * The link exists. On {@link Topics#SIGNED}, which holds secrets: whoever reads it can
 * claim the invite.
 *
 * @param invite the generation that was signed
 * @param url the link
 * @param chunks the same link, cut by the {@link ChunkRule}; joined in order they give
 * {@code url} back
 * @param keyId {@code kid} of the key that signed
 */
public record InviteSigned(Invite invite, InviteLink url, List<String> chunks,
		String keyId) implements WholeInviteEvent {

	/**
	 * Checks that the chunks are those of the link.
	 * @throws IllegalArgumentException when they are not
	 */
	public InviteSigned {
		Objects.requireNonNull(invite, "invite");
		Objects.requireNonNull(keyId, "keyId");
		chunks = List.copyOf(chunks);
		if (!String.join("", chunks).equals(url.value())) {
			throw new IllegalArgumentException("the chunks do not join to the url");
		}
	}

	@Override
	public String toString() {
		return "InviteSigned[" + inviteId() + ", generation " + generation() + "]";
	}

}
