package dev.missioncontrol.invite.token.kafka;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * How the worker works through its topic; token-worker.yml explains each key.
 *
 * @param instance tells instances apart and survives a restart; empty for the host's name
 * @param signingThreads how many invites are signed at a time; 0 for one per processor
 * @param deadLetterMaxSize largest record that is copied to the dead letters
 * @param repeatsWindow how many records back, per partition, a repeated command is
 * noticed; 0 for not at all
 * @param retry pauses after faults
 */
@ConfigurationProperties("token")
record WorkerSettings(String instance, int signingThreads, DataSize deadLetterMaxSize, int repeatsWindow, Retry retry) {

	private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9._-]{1,200}");

	WorkerSettings {
		instance = instance.isBlank() ? hostName() : instance;
		if (!INSTANCE.matcher(instance).matches()) {
			throw new IllegalArgumentException(
					"token.instance (TOKEN_INSTANCE) must have 1 to 200 letters, digits, dots, hyphens, underscores");
		}
		if (signingThreads < 0 || signingThreads > 1024) {
			throw new IllegalArgumentException("token.signing-threads (TOKEN_SIGNING_THREADS) must be 0 to 1024");
		}
		if (repeatsWindow < 0 || repeatsWindow > 1_000_000) {
			throw new IllegalArgumentException("token.repeats-window (TOKEN_REPEATS_WINDOW) must be 0 to 1000000");
		}
		signingThreads = (signingThreads == 0) ? Runtime.getRuntime().availableProcessors() : signingThreads;
		if (deadLetterMaxSize.toBytes() <= 0) {
			throw new IllegalArgumentException("token.dead-letter-max-size must be positive");
		}
	}

	/** The same for the same instance at every start, and different for any two. */
	String transactionIdPrefix() {
		return "token-worker-" + this.instance + "-";
	}

	private static String hostName() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException(
					"this host has no name: set token.instance (TOKEN_INSTANCE), different for each instance", ex);
		}
	}

	/**
	 * Pauses after faults; each doubles the one before.
	 *
	 * @param first after the first fault
	 * @param longest never longer than this
	 */
	record Retry(Duration first, Duration longest) {

		Retry {
			if (first.toMillis() <= 0 || longest.compareTo(first) < 0) {
				throw new IllegalArgumentException(
						"token.retry.first must be at least 1 ms and token.retry.longest no shorter");
			}
		}

	}

}
