package dev.missioncontrol.invite.api.graphql;

import dev.missioncontrol.invite.api.mode.Mode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.language.OperationDefinition.Operation;
import graphql.schema.DataFetcher;

/**
 * In read-only mode, refuses every field of every mutation, so that one that is added
 * later cannot forget it. Subscriptions only read.
 */
final class ReadOnlyMutations extends SimplePerformantInstrumentation {

	private static final DataFetcher<?> REFUSING = (_) -> {
		throw new ProblemException(Mode.REFUSAL);
	};

	private final Mode mode;

	ReadOnlyMutations(Mode mode) {
		this.mode = mode;
	}

	@Override
	public DataFetcher<?> instrumentDataFetcher(DataFetcher<?> fetcher, InstrumentationFieldFetchParameters parameters,
			InstrumentationState state) {
		boolean changes = parameters.getEnvironment().getOperationDefinition().getOperation() == Operation.MUTATION;
		return (this.mode.readOnly() && changes) ? REFUSING : fetcher;
	}

}
