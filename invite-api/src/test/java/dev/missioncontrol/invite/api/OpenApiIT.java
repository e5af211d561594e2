package dev.missioncontrol.invite.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.missioncontrol.invite.api.batch.Batch;
import dev.missioncontrol.invite.api.batch.BatchState;
import dev.missioncontrol.invite.api.batch.RowOutcome;
import dev.missioncontrol.invite.api.batch.RowView;
import dev.missioncontrol.invite.api.deadletter.DeadLetterDetail;
import dev.missioncontrol.invite.api.deadletter.DeadLetterItem;
import dev.missioncontrol.invite.api.deadletter.Stage;
import dev.missioncontrol.invite.api.ledger.InviteListing;
import dev.missioncontrol.invite.api.ledger.InvitePage;
import dev.missioncontrol.invite.api.ledger.InviteStatus;
import dev.missioncontrol.invite.api.ledger.InviteSummary;
import dev.missioncontrol.invite.api.ledger.InviteView;
import dev.missioncontrol.invite.api.ledger.Milestone;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.replay.ReplayItem;
import dev.missioncontrol.invite.api.replay.ReplayJob;
import dev.missioncontrol.invite.api.replay.ReplayResult;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the OpenAPI document against the code.
 */
class OpenApiIT {

	private final InviteApi api = InviteApi.shared();

	private final Map<String, Object> document = load();

	@Test
	void describesExactlyTheRoutesThatAreThere() {
		Set<String> described = new TreeSet<>();
		map("paths").forEach((path, item) -> ((Map<?, ?>) item).keySet()
			.forEach((method) -> described.add(method.toString().toUpperCase(Locale.ROOT) + " " + path)));
		Set<String> registered = new TreeSet<>(Routes.rest(this.api));
		assertThat(registered).isNotEmpty();
		assertThat(described).isEqualTo(registered);
	}

	@Test
	void knowsAllCodes() {
		assertThat(constants("schemas", "Problem", "properties", "code")).containsExactlyInAnyOrderElementsOf(
				Arrays.stream(ProblemCode.values()).map(ProblemCode::wireName).toList());
		assertThat(constants("schemas", "Invite", "properties", "status")).containsExactlyInAnyOrderElementsOf(
				Arrays.stream(InviteStatus.values()).map(InviteStatus::wireName).toList());
		assertThat(constants("schemas", "TimelineEntry", "properties", "milestone"))
			.containsExactlyInAnyOrderElementsOf(Arrays.stream(Milestone.values()).map(Milestone::wireName).toList());
	}

	@Test
	void knowsAllFieldsOfAnInvite() {
		assertThat(map("components", "schemas", "Invite", "properties").keySet()).containsExactlyInAnyOrderElementsOf(
				Arrays.stream(InviteView.class.getRecordComponents()).map((component) -> component.getName()).toList());
	}

	@Test
	void knowsAllAboutLists() {
		assertThat(fields("InvitePage")).containsExactlyInAnyOrderElementsOf(components(InvitePage.class));
		assertThat(fields("InviteSummary")).containsExactlyInAnyOrderElementsOf(components(InviteSummary.class));
		assertThat(constants("schemas", "InviteSummary", "properties", "status"))
			.isEqualTo(constants("schemas", "Invite", "properties", "status"));
		assertThat(parameters()).containsExactlyInAnyOrderElementsOf(InviteListing.PARAMETERS);
	}

	@SuppressWarnings("unchecked") // YAML has no types
	private Stream<String> parameters() {
		return ((List<Map<String, Object>>) map("paths", "/v1/invites", "get").get("parameters")).stream()
			.map((parameter) -> parameter.containsKey("$ref")
					? map(parameter.get("$ref").toString().substring(2).split("/", -1)) : parameter)
			.map((parameter) -> parameter.get("name").toString());
	}

	@Test
	void knowsAllThatOperatorsAreShown() {
		assertThat(fields("DeadLetter")).containsExactlyInAnyOrderElementsOf(components(DeadLetterItem.class));
		assertThat(fields("DeadLetterDetail")).containsExactlyInAnyOrderElementsOf(
				Stream.concat(components(DeadLetterItem.class).stream(), components(DeadLetterDetail.class).stream())
					.filter((name) -> !name.equals("item"))
					.toList());
		assertThat(fields("Replay")).containsExactlyInAnyOrderElementsOf(components(ReplayJob.class));
		assertThat(fields("ReplayItem")).containsExactlyInAnyOrderElementsOf(components(ReplayItem.class));
		assertThat(constants("schemas", "ReplayResult")).containsExactlyInAnyOrderElementsOf(
				Arrays.stream(ReplayResult.values()).map(ReplayResult::wireName).toList());
		assertThat(constants("schemas", "Stage"))
			.containsExactlyInAnyOrderElementsOf(Arrays.stream(Stage.values()).map(Stage::wireName).toList());
	}

	@Test
	void knowsAllAboutBatches() {
		assertThat(fields("Batch")).containsExactlyInAnyOrderElementsOf(components(Batch.class));
		assertThat(fields("BatchRow")).containsExactlyInAnyOrderElementsOf(components(RowView.class));
		assertThat(constants("schemas", "Batch", "properties", "state"))
			.containsExactlyInAnyOrderElementsOf(Arrays.stream(BatchState.values()).map(BatchState::wireName).toList());
		assertThat(constants("schemas", "RowOutcome"))
			.containsExactlyInAnyOrderElementsOf(Arrays.stream(RowOutcome.values()).map(RowOutcome::wireName).toList());
	}

	private Set<String> fields(String schema) {
		return map("components", "schemas", schema, "properties").keySet();
	}

	private static List<String> components(Class<? extends Record> type) {
		return Arrays.stream(type.getRecordComponents()).map((component) -> component.getName()).toList();
	}

	@SuppressWarnings("unchecked") // YAML has no types
	private List<String> constants(String... path) {
		return (List<String>) map(Stream.concat(Stream.of("components"), Arrays.stream(path)).toArray(String[]::new))
			.get("enum");
	}

	@SuppressWarnings("unchecked") // YAML has no types
	private Map<String, Object> map(String... path) {
		Map<String, Object> map = this.document;
		for (String key : path) {
			map = (Map<String, Object>) map.get(key);
		}
		return map;
	}

	private Map<String, Object> load() {
		String yaml = this.api.anonymous()
			.get()
			.uri("/openapi.yaml")
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentTypeCompatibleWith("application/yaml")
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
	}

}
