package dev.missioncontrol.invite.bench.frame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.missioncontrol.invite.bench.process.Command;

/**
 * What something was measured on.
 *
 * @param processor model of the processor
 * @param cores how many of them this process may use
 * @param memoryMegabytes memory of the machine; 0 when unknown
 * @param kernel name and version of the operating system
 * @param java version of the JVM
 * @param commit what was measured; with a plus sign when files were changed since
 */
public record Machine(String processor, int cores, long memoryMegabytes, String kernel, String java, String commit) {

	private static final Path CPUS = Path.of("/proc/cpuinfo");

	private static final Path MEMORY = Path.of("/proc/meminfo");

	private static final String UNKNOWN = "unknown";

	/**
	 * This machine.
	 * @param root the root of the repository
	 * @return what is known of it
	 * @throws InterruptedException when this thread should end
	 */
	public static Machine here(Path root) throws InterruptedException {
		long kilobytes = line(MEMORY, "MemTotal").map((value) -> value.replaceAll("\\D", ""))
			.filter((digits) -> !digits.isEmpty())
			.map(Long::parseLong)
			.orElse(0L);
		return new Machine(line(CPUS, "model name").orElse(System.getProperty("os.arch", UNKNOWN)),
				Runtime.getRuntime().availableProcessors(), kilobytes / 1024,
				System.getProperty("os.name", UNKNOWN) + " " + System.getProperty("os.version", UNKNOWN),
				Runtime.version().toString(), commit(root));
	}

	private static String commit(Path root) throws InterruptedException {
		try {
			String path = root.toString();
			String commit = new Command("git", "-C", path, "rev-parse", "--short=10", "HEAD").output().strip();
			String changes = new Command("git", "-C", path, "status", "--porcelain", "--untracked-files=no").output();
			return commit + (changes.isBlank() ? "" : "+");
		}
		catch (IOException ex) {
			return UNKNOWN;
		}
	}

	private static Optional<String> line(Path file, String name) {
		Pattern wanted = Pattern.compile(Pattern.quote(name) + "\\s*:.*");
		try (Stream<String> lines = Files.lines(file)) {
			return lines.filter((line) -> wanted.matcher(line).matches())
				.map((line) -> line.substring(line.indexOf(':') + 1).strip())
				.findFirst();
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	/**
	 * All of it as JSON takes it.
	 * @return names and values
	 */
	Map<String, Object> json() {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("processor", this.processor);
		json.put("cores", this.cores);
		json.put("memoryMegabytes", this.memoryMegabytes);
		json.put("kernel", this.kernel);
		json.put("java", this.java);
		json.put("commit", this.commit);
		return json;
	}

	@Override
	public String toString() {
		return "%d x %s, %d MB, %s, Java %s, commit %s".formatted(this.cores, this.processor, this.memoryMegabytes,
				this.kernel, this.java, this.commit);
	}

}
