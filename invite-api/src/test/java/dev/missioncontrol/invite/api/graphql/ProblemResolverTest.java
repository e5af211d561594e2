package dev.missioncontrol.invite.api.graphql;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.api.problem.Refusals;
import graphql.GraphQLError;
import graphql.Scalars;
import graphql.execution.ExecutionStepInfo;
import graphql.execution.MergedField;
import graphql.execution.ResultPath;
import graphql.language.Field;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingEnvironmentImpl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.graphql.execution.ErrorType;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemResolverTest {

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final ProblemResolver resolver = new ProblemResolver(new Refusals(this.meters));

	@ParameterizedTest
	@EnumSource
	void tellsEveryCodeThatThereIsOverRest(ProblemCode code) {
		GraphQLError error = resolve(new ProblemException(
				new Problem(code, "A detail.", List.of(), Duration.ofMillis(1500), Map.of("member", "value"))));
		assertThat(error.getMessage()).isEqualTo("A detail.");
		assertThat(error.getExtensions()).containsEntry("code", code.wireName())
			.containsEntry("retryAfter", 2L)
			.containsEntry("member", "value");
		assertThat(error.getPath()).containsExactly("invite");
		assertThat(error.getErrorType()).isEqualTo(switch (code.status()) {
			case 401 -> ErrorType.UNAUTHORIZED;
			case 403 -> ErrorType.FORBIDDEN;
			case 404 -> ErrorType.NOT_FOUND;
			case 500, 503 -> ErrorType.INTERNAL_ERROR;
			default -> ErrorType.BAD_REQUEST;
		});
		assertThat(this.meters.counter("invite.api.refused", "code", code.wireName()).count()).isOne();
	}

	@Test
	void tellsNothingOfAFault() {
		GraphQLError error = resolve(new IllegalStateException("a secret"));
		assertThat(error.getExtensions()).containsEntry("code", "internal-error");
		assertThat(error.getMessage()).doesNotContain("secret");
	}

	private GraphQLError resolve(Throwable failure) {
		DataFetchingEnvironment environment = DataFetchingEnvironmentImpl.newDataFetchingEnvironment()
			.mergedField(MergedField.newMergedField(Field.newField("invite").build()).build())
			.executionStepInfo(ExecutionStepInfo.newExecutionStepInfo()
				.type(Scalars.GraphQLString)
				.path(ResultPath.rootPath().segment("invite"))
				.build())
			.build();
		List<GraphQLError> errors = this.resolver.resolveException(failure, environment).block();
		assertThat(errors).hasSize(1);
		return errors.getFirst();
	}

}
