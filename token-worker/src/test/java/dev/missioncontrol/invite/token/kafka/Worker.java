package dev.missioncontrol.invite.token.kafka;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.missioncontrol.invite.test.TestBroker;
import dev.missioncontrol.invite.token.TokenWorkerApplication;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * A whole token-worker on the shared broker. Only one at a time may run unless a test
 * means it: all are in the same group.
 */
record Worker(ConfigurableApplicationContext context) implements AutoCloseable {

	static final String ISSUER = "https://issuer.example.com";

	static final String AUDIENCE = "https://join.example.com";

	static final String INSTANCE = "test";

	static Worker start(Path keys, String... more) {
		return new Worker(TokenWorkerApplication.application().run(arguments(keys, more)));
	}

	static Worker start(Class<?> faults, Path keys, String... more) {
		return new Worker(TokenWorkerApplication.application().sources(faults).run(arguments(keys, more)));
	}

	static String[] arguments(Path keys, String... more) {
		List<String> arguments = new ArrayList<>(
				List.of("--server.port=0", "--token.keys.folder=" + keys, "--token.issuer=" + ISSUER,
						"--token.audience=" + AUDIENCE, "--token.claim-base-url=https://join.example.com",
						"--token.instance=" + INSTANCE, "--token.retry.first=50ms", "--token.retry.longest=200ms",
						"--spring.kafka.consumer.properties.session.timeout.ms=6000",
						"--spring.kafka.bootstrap-servers=" + TestBroker.shared().bootstrapServers()));
		arguments.addAll(List.of(more));
		return arguments.toArray(new String[0]);
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
