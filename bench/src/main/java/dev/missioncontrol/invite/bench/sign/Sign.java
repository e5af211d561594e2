package dev.missioncontrol.invite.bench.sign;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import dev.missioncontrol.invite.bench.frame.Benchmark;
import dev.missioncontrol.invite.bench.frame.Comparison;
import dev.missioncontrol.invite.bench.frame.Conditions;
import dev.missioncontrol.invite.bench.frame.Goal;
import dev.missioncontrol.invite.bench.frame.JmhRun;
import dev.missioncontrol.invite.bench.frame.Measurement;
import dev.missioncontrol.invite.bench.process.Command;

/**
 * Signing claims, beside the RSA operation alone as OpenSSL does it; both with keys of
 * 2048 bits.
 */
public final class Sign implements Benchmark {

	/** The unit of all that signs. */
	public static final String UNIT = "signatures/s";

	/** Time to sign, time to verify, then how many are signed in a second. */
	private static final Pattern SIGNED = Pattern.compile("rsa +2048 bits +[0-9.]+s +[0-9.]+s +([0-9.]+)");

	@Override
	public String name() {
		return "sign";
	}

	@Override
	public void run(Conditions conditions, Consumer<Comparison> results) throws Exception {
		int cores = Runtime.getRuntime().availableProcessors();
		results.accept(conditions.compare("sign-one", UNIT, Goal.ratioAtLeast(0.85), ours(1, conditions),
				openssl(1, conditions)));
		results.accept(conditions.compare("sign-all", UNIT, Goal.ratioAtLeast(0.80), ours(cores, conditions),
				openssl(cores, conditions)));
	}

	/**
	 * The signer of token-worker.
	 * @param threads how many share it
	 * @param conditions how to measure
	 * @return signatures per second, of all threads together
	 */
	public static Measurement ours(int threads, Conditions conditions) {
		return new JmhRun(SignBenchmark.class, "ours", Map.of(), threads, conditions.quick());
	}

	private static Measurement openssl(int processes, Conditions conditions) {
		List<String> command = new ArrayList<>(
				List.of("openssl", "speed", "-seconds", conditions.quick() ? "1" : "3", "rsa2048"));
		if (processes > 1) {
			command.addAll(2, List.of("-multi", Integer.toString(processes)));
		}
		return () -> new Command(command).figure(SIGNED);
	}

}
