package dev.missioncontrol.invite.sandbox.deploy;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manifests of deploy, field by field, against the types of Kubernetes: a field with
 * a wrong name would be left out without a word.
 */
class ManifestsIT {

	private static final Path ROOT = Path.of(System.getProperty("invite.sandbox.root", ".."), "deploy");

	private static final Map<String, Class<?>> TYPES = Map.of("apps/v1 Deployment", Deployment.class, "v1 Service",
			Service.class, "batch/v1 Job", Job.class, "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class,
			"networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class, "autoscaling/v2 HorizontalPodAutoscaler",
			HorizontalPodAutoscaler.class);

	/** KEDA's own, and Kustomize's; bin/test/deploy.test.js looks at these. */
	private static final List<String> OTHERS = List.of("keda.sh/v1alpha1", "kustomize.config.k8s.io/");

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	static List<Path> files() throws IOException {
		List<Path> files = new ArrayList<>();
		for (String folder : List.of("kubernetes", "mirror")) {
			try (Stream<Path> found = Files.walk(ROOT.resolve(folder))) {
				found.filter((file) -> file.toString().endsWith(".yaml")).forEach(files::add);
			}
		}
		return files;
	}

	@ParameterizedTest
	@MethodSource("files")
	void haveOnlyFieldsThatKubernetesKnows(Path file) throws IOException {
		for (Object document : documents(Files.readString(file))) {
			assertThat(unknown(document)).as(file.toString()).isEmpty();
		}
	}

	@Test
	void areFound() throws IOException {
		assertThat(files()).hasSizeGreaterThan(8);
	}

	@Test
	void findsFieldsThatKubernetesDoesNotKnow() {
		Object document = documents("""
				apiVersion: apps/v1
				kind: Deployment
				spec:
				  template:
				    spec:
				      containers:
				        - {name: x, readinesProbe: {httpGet: {path: /}}}
				""").getFirst();
		assertThat(unknown(document)).containsExactly("spec.template.spec.containers.readinesProbe");
	}

	private static List<Object> documents(String text) {
		return StreamSupport.stream(new Yaml().loadAll(text).spliterator(), false).toList();
	}

	private static List<String> unknown(Object document) {
		Map<?, ?> fields = (Map<?, ?>) document;
		String name = fields.get("apiVersion") + " " + fields.get("kind");
		if (OTHERS.stream().anyMatch(name::startsWith)) {
			return List.of();
		}
		assertThat(TYPES).containsKey(name);
		return unknown("", MAPPER.convertValue(document, TYPES.get(name))).toList();
	}

	/** Paths of what landed in no field of the model. */
	private static Stream<String> unknown(String path, Object value) {
		return switch (value) {
			case null -> Stream.empty();
			case Collection<?> all -> all.stream().flatMap((each) -> unknown(path, each));
			case Object object when object.getClass().getName().startsWith("io.fabric8.") ->
				Arrays.stream(object.getClass().getDeclaredFields()).flatMap((field) -> unknown(path, field, object));
			default -> Stream.empty();
		};
	}

	private static Stream<String> unknown(String path, Field field, Object object) {
		try {
			field.setAccessible(true);
			Object value = field.get(object);
			if (field.getName().equals("additionalProperties")) {
				return (value instanceof Map<?, ?> left) ? left.keySet().stream().map((key) -> path + key)
						: Stream.empty();
			}
			return unknown(path + field.getName() + ".", value);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
