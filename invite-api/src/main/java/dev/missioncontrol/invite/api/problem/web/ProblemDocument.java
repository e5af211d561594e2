package dev.missioncontrol.invite.api.problem.web;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.Violation;

/**
 * The body of an answer that tells a problem (RFC 9457), with {@code code} and
 * {@code errors} as extension members.
 */
record ProblemDocument(String type, String title, int status, String detail, String code,
		@JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> errors,
		@JsonAnyGetter Map<String, String> members) {

	static ProblemDocument of(Problem problem, ProblemSettings settings) {
		String code = problem.code().wireName();
		return new ProblemDocument(settings.type(code), problem.code().title(), problem.code().status(),
				problem.detail(), code, problem.violations(), problem.members());
	}

}
