package dev.missioncontrol.invite.bench.verify;

import java.util.Map;
import java.util.function.Consumer;

import dev.missioncontrol.invite.bench.frame.Benchmark;
import dev.missioncontrol.invite.bench.frame.Comparison;
import dev.missioncontrol.invite.bench.frame.Conditions;
import dev.missioncontrol.invite.bench.frame.Goal;
import dev.missioncontrol.invite.bench.frame.JmhRun;

/**
 * Verifying a claim token, beside the one RSA operation in it.
 */
public final class Verify implements Benchmark {

	@Override
	public String name() {
		return "verify";
	}

	@Override
	public void run(Conditions conditions, Consumer<Comparison> results) throws Exception {
		for (String bits : new String[] { "3072", "2048" }) {
			results.accept(conditions.compare("verify-rsa" + bits, "operations/s", Goal.NONE,
					run("ours", bits, conditions), run("reference", bits, conditions)));
		}
	}

	private static JmhRun run(String method, String bits, Conditions conditions) {
		return new JmhRun(VerifyBenchmark.class, method, Map.of("bits", bits), 1, conditions.quick());
	}

}
