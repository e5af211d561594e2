package dev.missioncontrol.invite.bench.frame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * How benchmarks are run.
 *
 * @param rounds how often each is measured in turn with its reference
 * @param quick true: only show that everything works; the figures mean nothing then
 * @param large true: also with the largest numbers, which takes long
 * @param root the root of the repository, with the jars of the services
 * @param folder where data and logs of the processes of a run go
 */
public record Conditions(int rounds, boolean quick, boolean large, Path root, Path folder) {

	private static final int QUICK_PART = 20;

	/**
	 * Measures in turn: the reference, ours, the reference, ours, and so on, so that
	 * whatever else the machine does meets both.
	 * @param name what the result is called
	 * @param unit of both figures
	 * @param goal what the result should be
	 * @param ours what we are about
	 * @param reference what it is held against
	 * @return both figures of all rounds
	 * @throws Exception when one cannot be measured
	 */
	public Comparison compare(String name, String unit, Goal goal, Measurement ours, Measurement reference)
			throws Exception {
		List<Double> figures = new ArrayList<>();
		List<Double> references = new ArrayList<>();
		for (int round = 0; round < this.rounds; round++) {
			references.add(reference.measure());
			figures.add(ours.measure());
		}
		return new Comparison(name, unit, goal, figures, references);
	}

	/**
	 * How much of something to do.
	 * @param usual the usual number
	 * @return much less when it has to be quick, but 1 at least
	 */
	public int much(int usual) {
		return this.quick ? Math.max(1, usual / QUICK_PART) : usual;
	}

	/**
	 * An empty folder, for the data and logs of one benchmark.
	 * @param name of the folder; what an earlier run left there is removed
	 * @return the folder
	 * @throws IOException when it cannot be made
	 */
	public Path emptyFolder(String name) throws IOException {
		Path empty = this.folder.resolve(name);
		if (Files.exists(empty)) {
			List<Path> content;
			try (Stream<Path> walk = Files.walk(empty)) {
				content = walk.sorted(Comparator.reverseOrder()).toList();
			}
			for (Path each : content) {
				Files.delete(each);
			}
		}
		return Files.createDirectories(empty);
	}

}
