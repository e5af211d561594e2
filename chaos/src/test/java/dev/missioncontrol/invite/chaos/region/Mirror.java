package dev.missioncontrol.invite.chaos.region;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.missioncontrol.invite.chaos.process.ChildProcess;
import dev.missioncontrol.invite.chaos.process.JavaProgram;
import org.apache.kafka.connect.mirror.MirrorMaker;

/** MirrorMaker 2 with the settings that are deployed, as a process. */
final class Mirror implements AutoCloseable {

	private final ChildProcess process;

	Mirror(Region primary, Region backup, Path log) {
		this.process = new ChildProcess(new JavaProgram("mirror", MirrorMaker.class.getName(), 512,
				List.of("-Dlogback.configurationFile=chaos/child-logging.xml"),
				List.of(Path.of("..", "deploy", "mirror", "mirror-maker.properties").toString()),
				Map.of("PRIMARY_BOOTSTRAP_SERVERS", primary.bootstrapServers(), "BACKUP_BOOTSTRAP_SERVERS",
						backup.bootstrapServers(), "PRIMARY_SECURITY_PROTOCOL", "PLAINTEXT", "BACKUP_SECURITY_PROTOCOL",
						"PLAINTEXT", "MIRROR_REPLICAS", "1"),
				log));
	}

	void start() {
		this.process.start();
	}

	void kill() {
		this.process.kill();
	}

	@Override
	public void close() {
		this.process.close();
	}

}
