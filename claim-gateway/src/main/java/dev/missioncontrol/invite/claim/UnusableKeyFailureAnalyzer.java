package dev.missioncontrol.invite.claim;

import dev.missioncontrol.invite.claim.keys.UnusableKeyException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * One clear line instead of a stack trace when the gateway cannot start for its keys.
 */
class UnusableKeyFailureAnalyzer extends AbstractFailureAnalyzer<UnusableKeyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnusableKeyException cause) {
		return new FailureAnalysis(cause.getMessage(), "Look at claim.keys.folder.", cause);
	}

}
