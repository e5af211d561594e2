package dev.missioncontrol.invite.chaos.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A main class on the class path of this JVM, to run in one of its own.
 *
 * @param name tells it apart from others
 * @param mainClass the class
 * @param heap largest heap, in megabytes
 * @param options further options of the JVM
 * @param arguments its command line
 * @param environment environment variables besides those of this JVM
 * @param log file for its output; appended to
 */
public record JavaProgram(String name, String mainClass, int heap, List<String> options, List<String> arguments,
		Map<String, String> environment, Path log) {

	public JavaProgram {
		options = List.copyOf(options);
		arguments = List.copyOf(arguments);
		environment = Map.copyOf(environment);
	}

	ProcessBuilder builder() {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
		command.addAll(List.of("-Xms" + this.heap + "m", "-Xmx" + this.heap + "m", "-Xss512k", "-XX:+UseSerialGC",
				"-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError", "-Xshare:auto", "-Dfile.encoding=UTF-8",
				"-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED",
				"--sun-misc-unsafe-memory-access=allow"));
		command.addAll(this.options);
		command
			.addAll(List.of("-cp", System.getProperty("java.class.path", ""), Child.class.getName(), this.mainClass));
		command.addAll(this.arguments);
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(this.log.toFile()));
		builder.environment().putAll(this.environment);
		return builder;
	}

}
