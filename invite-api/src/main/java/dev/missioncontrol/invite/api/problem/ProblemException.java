package dev.missioncontrol.invite.api.problem;

/**
 * Carries a problem to the edge, where the transport turns it into an answer.
 */
public final class ProblemException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Problem problem;

	/**
	 * For a refusal: no stack trace, for nothing is broken.
	 * @param problem what to answer
	 */
	public ProblemException(Problem problem) {
		super(problem.code().wireName(), null, false, false);
		this.problem = problem;
	}

	/**
	 * For a fault.
	 * @param problem what to answer
	 * @param cause what broke, for the log
	 */
	public ProblemException(Problem problem, Throwable cause) {
		super(problem.code().wireName(), cause);
		this.problem = problem;
	}

	/**
	 * What to answer.
	 * @return the problem
	 */
	public Problem problem() {
		return this.problem;
	}

}
