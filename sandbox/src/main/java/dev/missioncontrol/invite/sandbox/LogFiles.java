package dev.missioncontrol.invite.sandbox;

import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Sends all logging of this JVM to files, so that the console belongs to the sandbox. One
 * configuration serves all services: each would otherwise reset it for the others.
 */
final class LogFiles {

	private LogFiles() {
	}

	static void open(Path folder) {
		System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
		URL configuration = Objects.requireNonNull(LogFiles.class.getResource("/sandbox-logging.xml"));
		if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
			context.reset();
			context.putProperty("folder", folder.toString());
			JoranConfigurator configurator = new JoranConfigurator();
			configurator.setContext(context);
			try {
				configurator.doConfigure(configuration);
			}
			catch (JoranException ex) {
				throw new IllegalStateException(ex);
			}
		}
		SLF4JBridgeHandler.removeHandlersForRootLogger();
		SLF4JBridgeHandler.install();
	}

}
