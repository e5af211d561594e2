package dev.missioncontrol.invite.api.paging;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The last item of a page, by the columns that the list is sorted by. Callers get it as
 * text that means nothing to them.
 *
 * @param parts the columns; none holds a line break
 */
public record Cursor(List<String> parts) {

	private static final String SEPARATOR = "\n";

	/**
	 * A cursor of these columns.
	 * @param parts the columns
	 * @return the cursor
	 */
	public static Cursor of(Object... parts) {
		return new Cursor(Arrays.stream(parts).map(Object::toString).toList());
	}

	/**
	 * Reads back what a caller was given.
	 * @param text as it came
	 * @param size number of columns
	 * @return empty when it is nothing that {@link #text()} gave
	 */
	public static Optional<Cursor> parse(String text, int size) {
		try {
			String decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
			Cursor cursor = new Cursor(List.of(decoded.split(SEPARATOR, -1)));
			return Optional.of(cursor).filter((found) -> found.parts().size() == size);
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/**
	 * What callers get.
	 * @return base64url without padding
	 */
	public String text() {
		byte[] bytes = String.join(SEPARATOR, this.parts).getBytes(StandardCharsets.UTF_8);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
