package dev.missioncontrol.invite.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process keeps of the machine's memory, as Linux counts it (proc(5)).
 */
public final class Memory {

	private Memory() {
	}

	/**
	 * Its resident set.
	 * @param program a running program
	 * @return megabytes of 2^20 bytes
	 * @throws IOException when the system does not say
	 */
	public static double megabytes(Program program) throws IOException {
		Path file = Path.of("/proc", Long.toString(program.pid()), "status");
		try (Stream<String> lines = Files.lines(file)) {
			return lines.filter((line) -> line.startsWith("VmRSS:"))
				.mapToDouble((line) -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
				.findFirst()
				.orElseThrow(() -> new IOException(file + " names no resident set"));
		}
	}

}
