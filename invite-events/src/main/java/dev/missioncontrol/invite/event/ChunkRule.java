package dev.missioncontrol.invite.event;

import java.util.ArrayList;
import java.util.List;

/**
 * How a link is cut to fit Intercom's attributes, which hold 255 characters each. All
 * chunks are in use for every link, so that a new link overwrites all of an earlier one.
 *
 * @param count number of chunks, 1 to 100
 * @param maxLength longest chunk, in characters, 1 to 255
 */
public record ChunkRule(int count, int maxLength) {

	/** Longest string that an Intercom attribute holds, in characters. */
	public static final int INTERCOM_LIMIT = 255;

	/** Ten chunks of at most 255 characters. */
	public static final ChunkRule DEFAULT = new ChunkRule(10, INTERCOM_LIMIT);

	/**
	 * Checks both numbers.
	 * @throws IllegalArgumentException when one is out of its range
	 */
	public ChunkRule {
		if (count < 1 || count > 100) {
			throw new IllegalArgumentException("the number of chunks must be 1 to 100");
		}
		if (maxLength < 1 || maxLength > INTERCOM_LIMIT) {
			throw new IllegalArgumentException("the longest chunk must have 1 to 255 characters");
		}
	}

	/**
	 * Whether a link can be cut: not too long, and no chunk empty.
	 * @param link the link
	 * @return false when {@link #split} would throw
	 */
	public boolean fits(InviteLink link) {
		int length = link.value().length();
		return length >= this.count && length <= this.count * this.maxLength;
	}

	/**
	 * Cuts a link evenly.
	 * @param link the link
	 * @return {@link #count()} non-empty parts whose lengths differ by at most one;
	 * joined in order they give the link back
	 * @throws IllegalArgumentException when the link does not fit
	 */
	public List<String> split(InviteLink link) {
		if (!fits(link)) {
			throw new IllegalArgumentException("the link does not fit " + this.count + " chunks of 1 to "
					+ this.maxLength + " characters: it has " + link.value().length());
		}
		String text = link.value();
		List<String> chunks = new ArrayList<>(this.count);
		for (int i = 0; i < this.count; i++) {
			chunks.add(text.substring(boundary(i, text.length()), boundary(i + 1, text.length())));
		}
		return List.copyOf(chunks);
	}

	/**
	 * Name of the attribute that holds a chunk.
	 * @param index position of the chunk, from 0
	 * @return such as {@code invite_url_0}
	 */
	public static String attribute(int index) {
		return "invite_url_" + index;
	}

	private int boundary(int index, int length) {
		return (int) ((long) index * length / this.count);
	}

}
