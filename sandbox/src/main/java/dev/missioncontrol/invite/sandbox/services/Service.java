package dev.missioncontrol.invite.sandbox.services;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import dev.missioncontrol.invite.sandbox.part.CannotStart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * One of the four services.
 */
public final class Service {

	/** Setting of services that have their actuator on a port of its own. */
	public static final String MANAGEMENT_PORT = "management.server.port";

	private static final Logger logger = LoggerFactory.getLogger(Service.class);

	private static final Duration READY_WITHIN = Duration.ofSeconds(30);

	private final String name;

	private final Supplier<SpringApplicationBuilder> application;

	private final Set<Technology> technologies;

	private final Map<String, String> settings;

	/**
	 * A service before its start.
	 * @param name its name
	 * @param application makes it
	 * @param technologies which of those that some services use it uses
	 * @param settings its settings; {@code server.port} among them
	 */
	public Service(String name, Supplier<SpringApplicationBuilder> application, Set<Technology> technologies,
			Map<String, String> settings) {
		this.name = name;
		this.application = application;
		this.technologies = technologies;
		this.settings = Map.copyOf(settings);
	}

	/**
	 * Starts it and waits until it says that it is ready.
	 * @return its context; closing it stops the service
	 * @throws CannotStart when it does not start; the log says why
	 */
	public ConfigurableApplicationContext start() {
		ConfigurableApplicationContext context;
		try {
			context = this.application.get().registerShutdownHook(false).run(arguments().toArray(String[]::new));
		}
		catch (RuntimeException ex) {
			logger.error("{} cannot start", this.name, ex);
			throw new CannotStart(this.name + " cannot start; its log says why", ex);
		}
		try {
			Readiness.await(this.name, managementPort(), READY_WITHIN);
			return context;
		}
		catch (CannotStart ex) {
			context.close();
			throw ex;
		}
	}

	/**
	 * Where its actuator is.
	 * @return a port
	 */
	public String managementPort() {
		return this.settings.getOrDefault(MANAGEMENT_PORT, this.settings.getOrDefault("server.port", ""));
	}

	/**
	 * Its command line, for a process of its own on the same class path.
	 * @return settings, and which auto-configurations of others to leave out
	 */
	public List<String> arguments() {
		List<String> arguments = new ArrayList<>();
		this.settings.forEach((key, value) -> arguments.add("--" + key + "=" + value));
		List<String> known = ImportCandidates.load(AutoConfiguration.class, Service.class.getClassLoader())
			.getCandidates();
		arguments
			.add("--spring.autoconfigure.exclude=" + String.join(",", Technology.foreign(known, this.technologies)));
		arguments.add("--server.address=127.0.0.1");
		if (this.settings.containsKey(MANAGEMENT_PORT)) {
			arguments.add("--management.server.address=127.0.0.1");
		}
		arguments.add("--spring.main.banner-mode=off");
		return List.copyOf(arguments);
	}

}
