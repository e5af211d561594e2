package dev.missioncontrol.invite.event;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import static org.assertj.core.api.Assertions.assertThat;

class AsyncApiTest {

	private static final List<Class<?>> OBJECTS = List.of(Invite.class, Organization.class,
			InviteCommand.Replaced.class);

	private static JsonNode document;

	@BeforeAll
	static void read() throws IOException {
		try (InputStream file = AsyncApiTest.class.getResourceAsStream("/asyncapi.yaml")) {
			document = new YAMLMapper().readTree(file);
		}
	}

	static Stream<Class<?>> records() {
		return Stream.concat(Arrays.stream(EventType.values()).map(EventType::dataClass), OBJECTS.stream());
	}

	@Test
	void hasOneChannelPerTopic() {
		assertThat(document.at("/channels").values().stream().map((channel) -> channel.at("/address").asString()))
			.containsExactlyElementsOf(Topics.all().stream().map(Topic::name).toList());
	}

	@Test
	void offersEachTypeOnTheTopicOfItsFamily() {
		for (Topic<?> topic : Topics.all()) {
			JsonNode channel = document.at("/channels/" + topic.name().replace("invite.", ""));
			List<String> ofFamily = Arrays.stream(EventType.values())
				.filter((type) -> topic.family().isAssignableFrom(type.dataClass()))
				.map(EventType::suffix)
				.toList();
			assertThat(channel.at("/messages").propertyNames()).as(topic.name()).containsExactlyElementsOf(ofFamily);
		}
	}

	@ParameterizedTest
	@EnumSource
	void describesEachType(EventType type) {
		JsonNode message = document.at("/components/messages/" + type.suffix());
		assertThat(message.at("/name").asString()).isEqualTo(type.wireName());
		assertThat(message.at("/payload/$ref").asString())
			.isEqualTo("#/components/schemas/" + type.dataClass().getSimpleName());
	}

	@ParameterizedTest
	@MethodSource("records")
	void describesEachField(Class<?> type) {
		JsonNode schema = schema(type);
		RecordComponent[] fields = type.getRecordComponents();
		assertThat(schema.at("/properties").propertyNames())
			.containsExactlyElementsOf(Arrays.stream(fields).map(RecordComponent::getName).toList());
		for (RecordComponent field : fields) {
			JsonNode property = schema.at("/properties/" + field.getName());
			assertThat(typeOf(property)).as(field.getName()).isEqualTo(typeOf(field.getType()));
			if (field.getType().isEnum()) {
				assertThat(property.at("/enum").values().stream().map(JsonNode::asString)).as(field.getName())
					.containsExactlyElementsOf(wireNames(field.getType()));
			}
		}
	}

	@ParameterizedTest
	@MethodSource("records")
	void requiresWhatTheRecordRequires(Class<?> type) {
		List<String> required = Arrays.stream(type.getRecordComponents())
			.filter((field) -> !field.getAnnotatedType().isAnnotationPresent(Nullable.class))
			.map(RecordComponent::getName)
			// An absent object is an empty one.
			.filter((name) -> !"metadata".equals(name))
			.toList();
		assertThat(schema(type).at("/required").values().stream().map(JsonNode::asString))
			.containsExactlyElementsOf(required);
	}

	private static JsonNode schema(Class<?> type) {
		JsonNode schema = document.at("/components/schemas/" + type.getSimpleName());
		assertThat(schema.isObject()).as(type.getSimpleName()).isTrue();
		return schema;
	}

	private static String typeOf(JsonNode property) {
		if (property.has("$ref")) {
			return "object";
		}
		String format = property.path("format").asString("");
		return property.at("/type").asString() + ("date-time".equals(format) ? ":" + format : "");
	}

	private static String typeOf(Class<?> type) {
		if (type == Instant.class) {
			return "string:date-time";
		}
		if (type == int.class) {
			return "integer";
		}
		if (type == boolean.class || type == Boolean.class) {
			return "boolean";
		}
		if (Collection.class.isAssignableFrom(type)) {
			return "array";
		}
		return (OBJECTS.contains(type) || Map.class.isAssignableFrom(type)) ? "object" : "string";
	}

	private static List<String> wireNames(Class<?> type) {
		return Arrays.stream(type.getFields())
			.map((constant) -> constant.getAnnotation(JsonProperty.class).value())
			.toList();
	}

}
