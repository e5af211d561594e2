package dev.missioncontrol.invite.api.problem.web;

import java.util.Arrays;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.api.problem.Advice;
import dev.missioncontrol.invite.api.problem.ProblemCode;

import org.springframework.web.util.HtmlUtils;

/**
 * Pages about problems, for people. No style and no script: the policy of this service
 * allows none.
 */
final class ProblemPage {

	private ProblemPage() {
	}

	/** All kinds of problems. */
	static String ofAll() {
		return page("Problems",
				Arrays.stream(ProblemCode.values())
					.map((code) -> "<li><a href=\"/problems/%s\">%s</a> (%d): %s</li>".formatted(code.wireName(),
							code.wireName(), code.status(), escape(code.title())))
					.collect(Collectors.joining("\n", "<h1>Problems</h1>\n<ul>\n", "\n</ul>")));
	}

	/** One kind of problem. */
	static String of(ProblemCode code) {
		Advice advice = Advice.on(code);
		return page(code.title(), """
				<h1>%s</h1>
				<p>Code <code>%s</code>, status %d</p>
				<h2>What it means</h2>
				<p>%s</p>
				<h2>What to do</h2>
				<p>%s</p>
				<h2>Send it again?</h2>
				<p>%s</p>
				<p><a href="/problems">All problems</a></p>""".formatted(escape(code.title()), code.wireName(),
				code.status(), escape(advice.meaning()), escape(advice.action()), escape(advice.retry().sentence())));
	}

	private static String page(String title, String body) {
		return """
				<!DOCTYPE html>
				<html lang="en">
				<head>
				<meta charset="utf-8">
				<meta name="viewport" content="width=device-width, initial-scale=1">
				<title>%s</title>
				</head>
				<body>
				%s
				</body>
				</html>
				""".formatted(escape(title), body);
	}

	private static String escape(String text) {
		return HtmlUtils.htmlEscape(text);
	}

}
