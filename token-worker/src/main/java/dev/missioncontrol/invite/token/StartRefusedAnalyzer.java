package dev.missioncontrol.invite.token;

import dev.missioncontrol.invite.token.keys.StartRefusedException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says in one line why the service does not start, instead of a stack trace.
 */
class StartRefusedAnalyzer extends AbstractFailureAnalyzer<StartRefusedException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, StartRefusedException cause) {
		return new FailureAnalysis("token-worker does not start: " + cause.getMessage() + ".", cause.remedy(), cause);
	}

}
