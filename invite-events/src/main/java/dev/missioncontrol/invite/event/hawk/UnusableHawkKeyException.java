package dev.missioncontrol.invite.event.hawk;

/**
 * The keys cannot be used as they are. The message is the rule that is broken, and by
 * what, without a full stop; it holds no key material and no path but the file's name.
 */
public final class UnusableHawkKeyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String remedy;

	UnusableHawkKeyException(String problem, String remedy) {
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
