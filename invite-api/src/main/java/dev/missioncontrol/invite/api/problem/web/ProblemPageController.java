package dev.missioncontrol.invite.api.problem.web;

import java.util.Arrays;

import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves what {@code type} leads to, to everybody.
 */
@RestController
class ProblemPageController {

	private static final String HTML = "text/html;charset=UTF-8";

	@GetMapping(path = "/problems", produces = HTML)
	String all() {
		return ProblemPage.ofAll();
	}

	@GetMapping(path = "/problems/{code}", produces = HTML)
	String one(@PathVariable String code) {
		return Arrays.stream(ProblemCode.values())
			.filter((known) -> known.wireName().equals(code))
			.findAny()
			.map(ProblemPage::of)
			.orElseThrow(() -> new ProblemException(
					Problem.of(ProblemCode.NOT_FOUND, "There is no problem of this name; see /problems.")));
	}

}
