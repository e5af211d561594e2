package dev.missioncontrol.invite.bench.start;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.missioncontrol.invite.bench.process.Command;
import dev.missioncontrol.invite.bench.process.ServiceProgram;

/**
 * What the image of a service holds, laid out in a folder: the jar taken apart, and the
 * cache of the start that is watched when an image is built.
 *
 * @param service its name
 * @param app the folder
 * @param root the root of the repository
 */
record Image(String service, Path app, Path root) {

	/** Makes it, as bin/images and the Dockerfile do. */
	static Image make(String service, Path root, Path folder) throws IOException, InterruptedException {
		new Command(root.resolve("bin").resolve("images").toString(), "--no-jars", "--folders-only", service).output();
		Path source = root.resolve("target").resolve("images").resolve(service);
		Path app = Files.createDirectories(folder.resolve("images").resolve(service));
		try (DirectoryStream<Path> layers = Files.newDirectoryStream(source.resolve("layers"))) {
			for (Path layer : layers) {
				copy(layer, app);
			}
		}
		Files.copy(source.resolve("java.options"), app.resolve("java.options"));
		new Command("env",
				"PATH=" + Path.of(System.getProperty("java.home", ""), "bin") + File.pathSeparator
						+ System.getenv("PATH"),
				"JAVA_TOOL_OPTIONS=" + ServiceProgram.MEMORY, source.resolve("training").resolve("run").toString(),
				app.toString(), source.resolve("training").toString())
			.output();
		return new Image(service, app, root);
	}

	List<String> cache() {
		return List.of("-XX:AOTCache=" + this.app.resolve("app.aot"));
	}

	ServiceProgram start(Map<String, String> settings, List<String> options) {
		return ServiceProgram.start(this.service, this.app.resolve("app.jar"), settings, options, this.root,
				this.app.resolve("log"));
	}

	private static void copy(Path from, Path to) throws IOException {
		List<Path> files;
		try (Stream<Path> walk = Files.walk(from)) {
			files = walk.filter(Files::isRegularFile).toList();
		}
		for (Path file : files) {
			Path target = to.resolve(from.relativize(file).toString());
			Path parent = target.getParent();
			if (parent != null) {
				Files.createDirectories(parent);
			}
			Files.copy(file, target);
		}
	}

}
