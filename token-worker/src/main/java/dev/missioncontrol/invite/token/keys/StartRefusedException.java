package dev.missioncontrol.invite.token.keys;

/**
 * The service must not start as it is set up. The message is one line for the person who
 * starts it: what is wrong, then what to do; it holds neither key material nor paths.
 */
public final class StartRefusedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String remedy;

	/**
	 * Says what is wrong.
	 * @param problem the rule that is broken, and by what
	 * @param remedy what to do about it
	 */
	public StartRefusedException(String problem, String remedy) {
		super(problem);
		this.remedy = remedy;
	}

	/**
	 * What to do about it.
	 * @return one sentence
	 */
	public String remedy() {
		return this.remedy;
	}

}
