package dev.missioncontrol.invite.event.hawk;

/**
 * A resource (path and query) and the bewit that was put into its query.
 *
 * @param resource what the bewit vouches for
 * @param bewit as it stands in the query
 */
record SealedResource(String resource, String bewit) {

	private static final String NAME = "bewit=";

	/**
	 * Takes the bewit out of a query, wherever it stands. The last one counts, as in the
	 * reference; one before it is part of what it vouches for. The query must begin with
	 * the first "?": the reference would take any "?" or "&amp;" before the bewit, and
	 * one resource would have several spellings.
	 * @param target path and query as they came
	 * @throws FlawException when there is none
	 */
	static SealedResource split(String target) {
		int start = Math.max(target.lastIndexOf("&" + NAME), target.lastIndexOf("?" + NAME));
		int end = target.indexOf('&', start + 1);
		// Nothing after the last "&": no signer writes that, and the reference sees no
		// bewit.
		if (start < 1 || end == target.length() - 1 || !separates(target, start)) {
			throw new FlawException(BewitFlaw.MISSING);
		}
		String bewit = target.substring(start + 1 + NAME.length(), (end >= 0) ? end : target.length());
		if (bewit.isEmpty()) {
			throw new FlawException(BewitFlaw.EMPTY);
		}
		String before = target.substring(0, start);
		return new SealedResource((end >= 0) ? before + target.charAt(start) + target.substring(end + 1) : before,
				bewit);
	}

	private static boolean separates(String target, int at) {
		int query = target.indexOf('?');
		return (target.charAt(at) == '?') ? query == at : query >= 0 && query < at;
	}

	/** Puts the bewit at the end; a lone "?" stays, for it was signed. */
	String join() {
		return this.resource + ((this.resource.indexOf('?') >= 0) ? "&" : "?") + NAME + this.bewit;
	}

	@Override
	public String toString() {
		return "SealedResource[***]";
	}

}
