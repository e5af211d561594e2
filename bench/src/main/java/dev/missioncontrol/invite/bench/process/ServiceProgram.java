package dev.missioncontrol.invite.bench.process;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.missioncontrol.invite.sandbox.part.CannotStart;
import dev.missioncontrol.invite.sandbox.services.Readiness;
import dev.missioncontrol.invite.sandbox.services.Service;

/**
 * The jar of a service as it ships, as a process of its own, with the options of the JVM
 * that its image has.
 */
public final class ServiceProgram implements AutoCloseable {

	/** As in a container of that size: the options of the JVM name parts of it. */
	public static final String MEMORY = "-XX:MaxRAM=384m";

	private static final Duration READY_WITHIN = Duration.ofMinutes(2);

	private final Program program;

	private final Map<String, String> settings;

	private ServiceProgram(Program program, Map<String, String> settings) {
		this.program = program;
		this.settings = settings;
	}

	/**
	 * Starts a service, which does not mean that it is ready.
	 * @param module such as {@code token-worker}
	 * @param settings its settings; {@code server.port} among them, and
	 * {@value Service#MANAGEMENT_PORT} where the service has that
	 * @param options further options of the JVM; they win over those of the image
	 * @param root the root of the repository, where its jar is
	 * @param log file for its output
	 * @return the service
	 * @throws CannotStart when its jar is missing
	 */
	public static ServiceProgram start(String module, Map<String, String> settings, List<String> options, Path root,
			Path log) {
		return start(module, jar(module, root), settings, options, root, log);
	}

	/**
	 * Starts a service from another jar than the one that runs by itself.
	 * @param module such as {@code token-worker}
	 * @param jar the jar
	 * @param settings its settings
	 * @param options further options of the JVM
	 * @param root the root of the repository
	 * @param log file for its output
	 * @return the service
	 */
	public static ServiceProgram start(String module, Path jar, Map<String, String> settings, List<String> options,
			Path root, Path log) {
		List<String> command = new ArrayList<>();
		command.add(Program.java());
		command.add("@" + root.resolve("deploy").resolve("java.options"));
		command.add(MEMORY);
		command.addAll(options);
		command.addAll(List.of("-jar", jar.toString()));
		settings.forEach((key, value) -> command.add("--" + key + "=" + value));
		command.add("--server.address=127.0.0.1");
		if (settings.containsKey(Service.MANAGEMENT_PORT)) {
			command.add("--management.server.address=127.0.0.1");
		}
		return new ServiceProgram(Program.start(module, command, log), Map.copyOf(settings));
	}

	/**
	 * The jar of a service that runs.
	 * @param module such as {@code token-worker}
	 * @param root the root of the repository
	 * @return the file
	 * @throws CannotStart when it is missing
	 */
	public static Path jar(String module, Path root) {
		try (DirectoryStream<Path> jars = Files.newDirectoryStream(root.resolve(module).resolve("target"),
				"*-exec.jar")) {
			for (Path jar : jars) {
				return jar;
			}
		}
		catch (IOException ex) {
			throw new CannotStart("the jar of " + module + " is missing: " + ex, ex);
		}
		throw new CannotStart("the jar of " + module + " is missing; bin/bench builds it");
	}

	/**
	 * Waits until the service is ready.
	 * @return this
	 * @throws CannotStart when it does not get ready
	 */
	public ServiceProgram awaitReady() {
		try {
			Readiness.await(this.program.name(), managementPort(), READY_WITHIN);
			return this;
		}
		catch (CannotStart ex) {
			close();
			throw ex;
		}
	}

	/**
	 * Where the service answers.
	 * @return address without a path
	 */
	public URI address() {
		return URI.create("http://127.0.0.1:" + this.settings.get("server.port"));
	}

	/**
	 * Where its actuator answers.
	 * @return address without a path
	 */
	public URI actuator() {
		return URI.create("http://127.0.0.1:" + managementPort());
	}

	/**
	 * The process.
	 * @return for its id and its end
	 */
	public Program program() {
		return this.program;
	}

	@Override
	public void close() {
		this.program.close();
	}

	private String managementPort() {
		return this.settings.getOrDefault(Service.MANAGEMENT_PORT, this.settings.getOrDefault("server.port", ""));
	}

}
