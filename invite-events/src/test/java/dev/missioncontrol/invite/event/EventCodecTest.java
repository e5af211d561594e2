package dev.missioncontrol.invite.event;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class EventCodecTest {

	private static final Instant TIME = Instant.parse("2026-11-21T10:15:31.5Z");

	private final EventCodec codec = new EventCodec();

	static Stream<Arguments> events() {
		return EventFixture.oneOfEach()
			.entrySet()
			.stream()
			.flatMap((topic) -> topic.getValue()
				.entrySet()
				.stream()
				.map((event) -> Arguments.of(topic.getKey(), event.getKey(), event.getValue())));
	}

	@Test
	void goldenFilesCoverEveryType() {
		assertThat(events().map((arguments) -> arguments.get()[1]))
			.containsExactlyInAnyOrder((Object[]) EventType.values());
	}

	@ParameterizedTest(name = "{1}")
	@MethodSource("events")
	void writesTheGoldenJson(Topic<?> topic, EventType type, InviteEvent event) throws IOException {
		assertThat(new String(this.codec.value(event), StandardCharsets.UTF_8)).isEqualTo(golden(type));
	}

	@ParameterizedTest(name = "{1}")
	@MethodSource("events")
	void readsTheGoldenJson(Topic<?> topic, EventType type, InviteEvent event) throws IOException {
		CloudEvent<InviteEvent> written = CloudEvent.once("/test", TIME, event);
		assertThat(read(topic, this.codec.headers(written), golden(type))).isEqualTo(new Decoded.Event<>(written));
	}

	@ParameterizedTest(name = "{1}")
	@MethodSource("events")
	void ignoresUnknownFields(Topic<?> topic, EventType type, InviteEvent event) throws IOException {
		String extended = golden(type).replaceFirst("\\{", "{\"addedLater\":{\"a\":[1,2]},");
		assertThat(read(topic, headers(event), extended)).isInstanceOf(Decoded.Event.class);
	}

	@ParameterizedTest(name = "{1}")
	@MethodSource("events")
	void refusesEachMissingField(Topic<?> topic, EventType type, InviteEvent event) throws IOException {
		JsonMapper mapper = new JsonMapper();
		for (String field : mapper.readTree(golden(type)).propertyNames()) {
			if (isOptional(type, field)) {
				continue;
			}
			String without = mapper.readTree(golden(type)).asObject().without(field).toString();
			assertThat(read(topic, headers(event), without)).as(field).isInstanceOf(Decoded.Unreadable.class);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"inviteId":                          | NOT_JSON
			null                                  | NO_VALUE
			"text"                                | BAD_FIELD
			[]                                    | BAD_FIELD
			{"inviteId":"1-1-1-1-1","generation":1,"replay":0}                                  | BAD_FIELD
			{"inviteId":"01990e4c-7b5a-7cc1-b7a7-53cbd3c6a53f","generation":"1","replay":0}     | BAD_FIELD
			{"inviteId":"01990e4c-7b5a-7cc1-b7a7-53cbd3c6a53f","generation":0,"replay":0}       | BAD_FIELD
			{"inviteId":"01990e4c-7b5a-7cc1-b7a7-53cbd3c6a53f","generation":1.5,"replay":0}     | BAD_FIELD
			{"inviteId":"01990e4c-7b5a-7cc1-b7a7-000000000000","generation":1,"replay":0}       | KEY_MISMATCH
			{"inviteId":"01990e4c-7b5a-7cc1-b7a7-53cbd3c6a53f","generation":1,"replay":0} trail | NOT_JSON
			{"inviteId":"01990e4c-7b5a-7cc1-b7a7-53cbd3c6a53f","generation":1,"generation":2,"replay":0} | NOT_JSON
			""")
	void saysWhatIsWrong(String json, Decoded.Reason reason) {
		InviteEvent event = EventFixture.oneOfEach().get(Topics.NOTIFICATIONS).get(EventType.NOTIFICATION_DELIVERED);
		assertThat(read(Topics.NOTIFICATIONS, headers(event), json)).isInstanceOfSatisfying(Decoded.Unreadable.class,
				(unreadable) -> assertThat(unreadable.reason()).isEqualTo(reason));
	}

	@Test
	void namesThePathButNotTheValue() throws IOException {
		InviteEvent event = EventFixture.oneOfEach().get(Topics.COMMANDS).get(EventType.REQUESTED);
		String broken = golden(EventType.REQUESTED).replace("grace@example.com", "grace at example");
		assertThat(read(Topics.COMMANDS, headers(event), broken))
			.isEqualTo(new Decoded.Unreadable<>(Decoded.Reason.BAD_FIELD, "invite.email"));
	}

	@ParameterizedTest
	@CsvSource({ "ce_specversion, BAD_ENVELOPE", "ce_id, BAD_ENVELOPE", "ce_type, BAD_ENVELOPE",
			"ce_source, BAD_ENVELOPE", "ce_time, BAD_ENVELOPE" })
	void refusesAMissingHeader(String header, Decoded.Reason reason) throws IOException {
		assertThat(readSignedWith((headers) -> {
			headers.remove(header);
			return headers;
		})).isEqualTo(new Decoded.Unreadable<>(reason, header));
	}

	@ParameterizedTest
	@CsvSource({ "ce_specversion, 0.3, BAD_ENVELOPE", "ce_time, yesterday, BAD_ENVELOPE",
			"ce_type, dev.missioncontrol.invite.signed.v9, UNKNOWN_TYPE",
			"ce_type, dev.missioncontrol.invite.requested.v1, UNKNOWN_TYPE" })
	void refusesAWrongHeader(String header, String value, Decoded.Reason reason) throws IOException {
		assertThat(readSignedWith((headers) -> {
			headers.put(header, value.getBytes(StandardCharsets.UTF_8));
			return headers;
		})).isEqualTo(new Decoded.Unreadable<>(reason, header));
	}

	@Test
	void leavesOutWhatIsNotKnown() {
		byte[] value = this.codec.value(new InviteClosed(EventFixture.ID, InviteClosed.Reason.EXPIRED, TIME, 1, null));
		assertThat(new String(value, StandardCharsets.UTF_8)).doesNotContain("null", "by");
	}

	@Test
	void refusesATombstone() {
		assertThat(this.codec.decode(Topics.SIGNED, new byte[0], (name) -> null, null))
			.isEqualTo(new Decoded.Unreadable<>(Decoded.Reason.NO_VALUE, "invite.signed"));
	}

	@Test
	void keepsWhatAnInviteReplaces() {
		InviteEvent event = new InviteCommand.InviteRequested(EventFixture.invite(1),
				new InviteCommand.Replaced(InviteId.parse("01990e4c-7b5a-7cc1-b7a7-000000000001"), 3));
		String json = new String(this.codec.value(event), StandardCharsets.UTF_8);
		assertThat(json)
			.endsWith(",\"replaces\":{\"inviteId\":\"01990e4c-7b5a-7cc1-b7a7-000000000001\",\"generation\":3}}");
		assertThat(read(Topics.COMMANDS, headers(event), json)).isInstanceOfSatisfying(Decoded.Event.class,
				(read) -> assertThat(read.event().data()).isEqualTo(event));
	}

	@Test
	void givesTheSameEventTheSameId() {
		InviteEvent event = EventFixture.oneOfEach().get(Topics.SIGNED).get(EventType.SIGNED);
		assertThat(CloudEvent.once("/a", TIME, event).id()).isEqualTo(CloudEvent.once("/a", Instant.EPOCH, event).id())
			.isEqualTo(EventFixture.ID + ":1:signed");
	}

	private Decoded<?> readSignedWith(UnaryOperator<Map<String, byte[]>> change) throws IOException {
		InviteEvent event = EventFixture.oneOfEach().get(Topics.SIGNED).get(EventType.SIGNED);
		return read(Topics.SIGNED, change.apply(new HashMap<>(headers(event))), golden(EventType.SIGNED));
	}

	private Map<String, byte[]> headers(InviteEvent event) {
		return this.codec.headers(CloudEvent.once("/test", TIME, event));
	}

	private Decoded<?> read(Topic<?> topic, Map<String, byte[]> headers, String json) {
		return this.codec.decode(topic, EventFixture.ID.toString().getBytes(StandardCharsets.UTF_8), headers::get,
				json.getBytes(StandardCharsets.UTF_8));
	}

	private static boolean isOptional(EventType type, String field) {
		return Arrays.stream(type.dataClass().getRecordComponents())
			.filter((component) -> component.getName().equals(field))
			.anyMatch((component) -> component.getAnnotatedType()
				.isAnnotationPresent(org.jspecify.annotations.Nullable.class));
	}

	private static String golden(EventType type) throws IOException {
		try (InputStream file = EventCodecTest.class.getResourceAsStream("/golden/" + type.suffix() + ".json")) {
			assertThat(file).as("golden file of " + type).isNotNull();
			return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
		}
	}

}
