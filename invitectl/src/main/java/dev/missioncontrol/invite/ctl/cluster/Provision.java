package dev.missioncontrol.invite.ctl.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.missioncontrol.invite.ctl.command.GlobalOptions;
import dev.missioncontrol.invite.ctl.command.Refusal;
import dev.missioncontrol.invite.ctl.console.Console;
import dev.missioncontrol.invite.event.Topics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/**
 * Brings a cluster to what the pipeline needs; the second time it changes nothing.
 */
@Command(name = "provision", sortOptions = false,
		description = "Give a cluster its topics and, with --access, say who may do what on them.")
public final class Provision implements Callable<Integer> {

	private final GlobalOptions globals;

	private final Console console;

	private final Provisioning.Finder clusters;

	private final List<String> users;

	@Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT", required = true,
			defaultValue = "${env:KAFKA_BOOTSTRAP_SERVERS}",
			description = "Kafka brokers, separated by commas (KAFKA_BOOTSTRAP_SERVERS).")
	@SuppressWarnings("NullAway.Init") // required
	private String bootstrapServers;

	@Option(names = "--command-config", paramLabel = "FILE",
			description = "Properties for the Kafka client, such as those of TLS and SASL.")
	private @Nullable Path commandConfig;

	@Option(names = "--partitions", paramLabel = "N",
			description = "Partitions of new topics (default: ${DEFAULT-VALUE}). Topics that are there keep theirs.")
	private int partitions = Topics.DEFAULT_PARTITIONS;

	@Option(names = "--replicas", paramLabel = "N",
			description = "Copies of each partition of new topics (default: ${DEFAULT-VALUE}).")
	private short replicas = 3;

	@Option(names = "--access",
			description = "Let each service do what the design says, and take away what its user can do beyond that.")
	private boolean access;

	@Option(names = "--passwords", paramLabel = "DIR",
			description = "Also make the services' users (SCRAM-SHA-512): a folder with a password in a file each.")
	private @Nullable Path passwords;

	@Option(names = "--dry-run", description = "Only say what would change.")
	private boolean dryRun;

	/**
	 * The command.
	 * @param globals options of all commands
	 * @param console where to
	 * @param clusters finds the cluster
	 * @param users names of the services on a cluster
	 */
	public Provision(GlobalOptions globals, Console console, Provisioning.Finder clusters, List<String> users) {
		this.globals = globals;
		this.console = console;
		this.clusters = clusters;
		this.users = List.copyOf(users);
	}

	@Override
	public Integer call() throws Refusal, InterruptedException {
		Wanted wanted = wanted();
		try (Provisioning cluster = this.clusters
			.find(new Cluster(this.bootstrapServers, this.commandConfig, this.globals.timeout()))) {
			List<Provisioning.Change> changes = cluster.compare(wanted);
			for (Provisioning.Change change : changes) {
				if (!this.dryRun) {
					change.make();
				}
				this.console.line(change.text());
			}
			this.console.note(
					changes.isEmpty() ? "Nothing changes." : (this.dryRun ? "Dry run: nothing was changed." : "Done."));
			return ExitCode.OK;
		}
	}

	private Wanted wanted() throws Refusal {
		Map<String, String> read = (this.passwords != null) ? new PasswordFolder(this.passwords).read(this.users)
				: Map.of();
		try {
			return new Wanted(this.partitions, this.replicas, this.access, read);
		}
		catch (IllegalArgumentException ex) {
			throw Refusal.wrongUse(String.valueOf(ex.getMessage()));
		}
	}

}
