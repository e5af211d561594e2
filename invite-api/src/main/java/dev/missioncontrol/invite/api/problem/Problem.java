package dev.missioncontrol.invite.api.problem;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One refusal or fault, as the caller is told.
 *
 * @param code what kind
 * @param detail a sentence on this occurrence; no personal data, no token
 * @param violations what is wrong in the request; empty for most kinds
 * @param retryAfter after which time trying again makes sense; null when it does not
 * @param members what else a program should know, by name; empty for most kinds
 * @param limit which limit was reached; null for most kinds
 */
public record Problem(ProblemCode code, String detail, List<Violation> violations, @Nullable Duration retryAfter,
		Map<String, String> members, @Nullable Limit limit) {

	private static final int MAX_VIOLATIONS = 50;

	/**
	 * Keeps the first {@value #MAX_VIOLATIONS} violations, so that no request makes an
	 * answer that is longer than itself.
	 */
	public Problem {
		violations = violations.stream().limit(MAX_VIOLATIONS).toList();
		members = Map.copyOf(members);
	}

	/**
	 * A problem that has to do with no limit.
	 * @param code what kind
	 * @param detail a sentence on this occurrence
	 * @param violations what is wrong in the request
	 * @param retryAfter after which time trying again makes sense
	 * @param members what else a program should know
	 */
	public Problem(ProblemCode code, String detail, List<Violation> violations, @Nullable Duration retryAfter,
			Map<String, String> members) {
		this(code, detail, violations, retryAfter, members, null);
	}

	/**
	 * A limit was reached.
	 * @param detail a sentence on this occurrence
	 * @param name of the limit
	 * @param most how many it allows
	 * @param window in which time
	 * @param retryAfter when the next one is possible
	 * @return the problem
	 */
	public static Problem limited(String detail, String name, int most, Duration window, Duration retryAfter) {
		return new Problem(ProblemCode.QUOTA_EXCEEDED, detail, List.of(), retryAfter, Map.of(),
				new Limit(name, most, window));
	}

	/**
	 * A problem that trying again does not solve.
	 * @param code what kind
	 * @param detail a sentence on this occurrence
	 * @return the problem
	 */
	public static Problem of(ProblemCode code, String detail) {
		return new Problem(code, detail, List.of(), null, Map.of());
	}

	/**
	 * A problem that may pass.
	 * @param code what kind
	 * @param detail a sentence on this occurrence
	 * @param retryAfter after which time trying again makes sense
	 * @return the problem
	 */
	public static Problem passing(ProblemCode code, String detail, Duration retryAfter) {
		return new Problem(code, detail, List.of(), retryAfter, Map.of());
	}

	/**
	 * A request that does not fit the present state.
	 * @param code what kind
	 * @param detail a sentence on this occurrence
	 * @param state what a program should know of that state, by name
	 * @return the problem
	 */
	public static Problem conflict(ProblemCode code, String detail, Map<String, String> state) {
		return new Problem(code, detail, List.of(), null, state);
	}

	/**
	 * A request that breaks rules.
	 * @param violations all of them
	 * @return the problem
	 */
	public static Problem invalid(List<Violation> violations) {
		return new Problem(ProblemCode.INVALID_REQUEST, "See errors for everything that is wrong.", violations, null,
				Map.of());
	}

	/**
	 * So many in a time.
	 *
	 * @param name such as {@code day}
	 * @param most how many
	 * @param window the time
	 */
	public record Limit(String name, int most, Duration window) {

	}

}
