package dev.missioncontrol.invite.sandbox.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;

import dev.missioncontrol.invite.sandbox.part.CannotStart;
import dev.missioncontrol.invite.sandbox.part.SecretFile;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * The folder with the broker's data. It is formatted once, with a cluster id of its own,
 * and not touched when it holds anything else than a broker's data.
 *
 * @param path the folder
 */
record BrokerFolder(Path path) {

	static final int NODE_ID = 1;

	static final String CONTROLLER_LISTENER = "CONTROLLER";

	private static final String META = "meta.properties";

	void prepare() {
		try {
			if (isEmpty(SecretFile.folder(this.path))) {
				format();
			}
			check();
		}
		catch (IOException ex) {
			throw new CannotStart("the broker's folder " + this.path + " cannot be used: " + ex.getMessage(), ex);
		}
	}

	private void format() throws IOException {
		try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
			new Formatter().setPrintStream(silent)
				.setNodeId(NODE_ID)
				.setClusterId(Uuid.randomUuid().toString())
				.addDirectory(this.path.toString())
				.setMetadataLogDirectory(this.path.toString())
				.setControllerListenerName(CONTROLLER_LISTENER)
				.run();
		}
		catch (IOException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IOException("formatting it failed: " + ex.getMessage(), ex);
		}
	}

	private void check() throws IOException {
		Path meta = this.path.resolve(META);
		if (!Files.isRegularFile(meta)) {
			throw new CannotStart("the folder " + this.path + " is not empty and holds no broker's data");
		}
		Properties properties = new Properties();
		try {
			properties.load(new StringReader(Files.readString(meta, StandardCharsets.ISO_8859_1)));
		}
		catch (IllegalArgumentException ex) {
			properties.clear();
		}
		if (!Integer.toString(NODE_ID).equals(properties.getProperty("node.id"))
				|| properties.getProperty("cluster.id") == null || properties.getProperty("directory.id") == null) {
			throw new CannotStart("the folder " + this.path + " holds the data of another broker, or a broken " + META);
		}
	}

	private static boolean isEmpty(Path folder) throws IOException {
		try (Stream<Path> content = Files.list(folder)) {
			return content.findAny().isEmpty();
		}
	}

}
