package dev.missioncontrol.invite.chaos.services;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;

import dev.missioncontrol.invite.chaos.process.ChildProcess;
import tools.jackson.databind.json.JsonMapper;

/**
 * How much memory services keep, garbage not counted.
 */
public final class HeapSizes {

	private static final String METRIC = "/actuator/metrics/jvm.memory.used?tag=area:heap";

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final Fleet fleet;

	/**
	 * The sizes of a fleet.
	 * @param fleet the services
	 */
	public HeapSizes(Fleet fleet) {
		this.fleet = fleet;
	}

	/**
	 * Collects the garbage of all services of a kind, and looks what is left.
	 * @param kind which
	 * @return such as {@code bridge-1 38 MB, bridge-2 37 MB}
	 * @throws InterruptedException when this thread should end
	 */
	public String of(Kind kind) throws InterruptedException {
		StringJoiner sizes = new StringJoiner(", ");
		for (int i = 0; i < this.fleet.processes(kind).size(); i++) {
			ChildProcess process = this.fleet.processes(kind).get(i);
			sizes.add(process.name() + " " + size(process, this.fleet.actuators(kind).get(i)));
		}
		return sizes.toString();
	}

	private String size(ChildProcess process, URI address) throws InterruptedException {
		try (HttpClient client = HttpClient.newHttpClient()) {
			Process collection = new ProcessBuilder(
					Path.of(System.getProperty("java.home", ""), "bin", "jcmd").toString(),
					Long.toString(process.pid()), "GC.run")
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			boolean _ = collection.waitFor(20, TimeUnit.SECONDS);
			String json = client
				.send(HttpRequest.newBuilder(address.resolve(METRIC)).build(), HttpResponse.BodyHandlers.ofString())
				.body();
			double bytes = this.mapper.readTree(json).path("measurements").path(0).path("value").asDouble(0);
			return "%.0f MB".formatted(bytes / 1024 / 1024);
		}
		catch (IOException ex) {
			return "unknown";
		}
	}

}
