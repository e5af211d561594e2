package dev.missioncontrol.invite.api.paging;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Part of a list.
 *
 * @param <T> what the list holds
 * @param items at most as many as were asked for
 * @param nextCursor what to ask for the next part with; null at the end of the list
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

	/**
	 * Cuts a page off.
	 * @param <T> what the list holds
	 * @param found one more than the limit when there are more
	 * @param limit most items of a page
	 * @param cursor tells where the page after an item begins
	 * @return the page
	 */
	public static <T> Page<T> of(List<T> found, int limit, Function<T, Cursor> cursor) {
		if (found.size() <= limit) {
			return new Page<>(found, null);
		}
		List<T> items = List.copyOf(found.subList(0, limit));
		return new Page<>(items, cursor.apply(items.getLast()).text());
	}

}
