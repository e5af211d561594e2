package dev.missioncontrol.invite.api.invite;

/**
 * Text that every part of the pipeline can keep: PostgreSQL stores no NUL, and UTF-8 has
 * no half of a surrogate pair.
 */
final class PlainText {

	private PlainText() {
	}

	/** Whether it has so many UTF-16 units at most and no control character. */
	static boolean fits(String text, int longest) {
		return text.length() <= longest && text.codePoints()
			.noneMatch((point) -> Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE);
	}

}
