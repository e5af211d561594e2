package dev.missioncontrol.invite.api.batch.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.missioncontrol.invite.api.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one row, as many as are allowed, and what is wrong with them.
 */
final class RowBytes {

	/** What some programs put before UTF-8. */
	private static final byte[] BYTE_ORDER_MARK = { (byte) 0xef, (byte) 0xbb, (byte) 0xbf };

	private final int longest;

	private byte[] bytes = new byte[256];

	private int length;

	/** Of the row, also when it is too long to be kept. */
	private long total;

	private @Nullable Violation violation;

	/**
	 * How much of a byte order mark has come; more than there is when it can no longer.
	 */
	private int mark;

	RowBytes(int longest) {
		this.longest = longest;
	}

	/** Whether this is part of a byte order mark at the beginning of a body. */
	boolean isMark(byte next) {
		if (this.mark < BYTE_ORDER_MARK.length && next == BYTE_ORDER_MARK[this.mark]) {
			this.mark++;
			return true;
		}
		this.mark = BYTE_ORDER_MARK.length;
		return false;
	}

	/** A byte that counts, but is not kept. */
	void count() {
		this.total++;
		if (this.total > this.longest) {
			object("row-too-long", "A row has " + this.longest + " bytes at most.");
		}
	}

	void add(byte next) {
		count();
		if (next == 0) {
			object("malformed-row", "The row holds a NUL.");
		}
		if (this.violation != null) {
			return;
		}
		if (this.length == this.bytes.length) {
			this.bytes = Arrays.copyOf(this.bytes, Math.min(2 * this.length, this.longest));
		}
		this.bytes[this.length++] = next;
	}

	void object(String code, String detail) {
		if (this.violation == null) {
			this.violation = new Violation("", code, detail);
			this.length = 0;
		}
	}

	/** Why the row cannot be read; null when it can, so far. */
	@Nullable Violation violation() {
		return this.violation;
	}

	/** The text since the last one; empty when it cannot be read. */
	String text() {
		try {
			String text = StandardCharsets.UTF_8.newDecoder()
				.decode(ByteBuffer.wrap(this.bytes, 0, this.length))
				.toString();
			this.length = 0;
			return text;
		}
		catch (CharacterCodingException ex) {
			object("malformed-row", "The row is not in UTF-8.");
			return "";
		}
	}

	/** The next row begins. */
	void clear() {
		this.length = 0;
		this.total = 0;
		this.violation = null;
	}

}
