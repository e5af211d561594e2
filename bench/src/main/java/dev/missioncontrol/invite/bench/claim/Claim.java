package dev.missioncontrol.invite.bench.claim;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.List;
import java.util.function.Consumer;

import dev.missioncontrol.invite.bench.frame.Benchmark;
import dev.missioncontrol.invite.bench.frame.Comparison;
import dev.missioncontrol.invite.bench.frame.Conditions;
import dev.missioncontrol.invite.bench.frame.Goal;
import dev.missioncontrol.invite.bench.frame.Measurement;
import dev.missioncontrol.invite.bench.load.Invites;
import dev.missioncontrol.invite.bench.load.SteadyLoad;
import dev.missioncontrol.invite.bench.process.Nginx;
import dev.missioncontrol.invite.bench.process.ServiceProgram;
import dev.missioncontrol.invite.bench.process.Services;
import dev.missioncontrol.invite.bench.process.SingleBroker;
import dev.missioncontrol.invite.bench.process.Wrk;
import dev.missioncontrol.invite.chaos.process.FreePorts;
import dev.missioncontrol.invite.event.ClaimToken;
import dev.missioncontrol.invite.sandbox.part.KeyFile;
import dev.missioncontrol.invite.token.keys.SigningKey;
import dev.missioncontrol.invite.token.signing.CryptoChoice;
import dev.missioncontrol.invite.token.signing.RsaCrypto;
import dev.missioncontrol.invite.token.signing.TokenSigner;

/**
 * Following a link: verified, remembered in a sealed cookie, redirected to the login, the
 * click noted on Kafka; beside nginx, which answers with a redirect of the same length
 * and does none of that. Keys of 2048 bits.
 */
public final class Claim implements Benchmark {

	private static final String UNIT = "redirects/s";

	private static final int CONNECTIONS = 64;

	/** Its compiler is busy that long. */
	private static final int WARM_UP = 60;

	private static final int SHORT_WARM_UP = 3;

	private static final int SECONDS = 8;

	private static final int STEADY_RATE = 1000;

	/** Seconds; what sends the requests is cold, too. */
	private static final int STEADY_WARM_UP = 20;

	private static final int FOUND = 302;

	@Override
	public String name() {
		return "claim";
	}

	@Override
	public void run(Conditions conditions, Consumer<Comparison> results) throws Exception {
		Path folder = conditions.emptyFolder(name());
		FreePorts ports = new FreePorts();
		Path keys = Files.createDirectory(folder.resolve("keys"));
		URI link = link(folder, keys);
		try (SingleBroker broker = SingleBroker.start(folder, ports);
				ServiceProgram gateway = new Services(broker, ports, conditions.root(), folder).gateway(keys)) {
			URI ours = gateway.address().resolve(link);
			try (Nginx nginx = Nginx.start(Files.createDirectory(folder.resolve("nginx")), ports.next(),
					location(ours))) {
				URI reference = nginx.address().resolve(link);
				Wrk wrk = new Wrk(CONNECTIONS, List.of());
				wrk.warmUp(ours, conditions.much(WARM_UP));
				results.accept(conditions.compare("claim", UNIT, Goal.ratioAtLeast(0.35),
						() -> wrk.rate(ours, SHORT_WARM_UP, conditions.much(SECONDS)),
						() -> wrk.rate(reference, 1, conditions.much(SECONDS))));
				results.accept(conditions.compare("claim-p99", "ms", Goal.oursAtMost(10), steady(ours, conditions),
						steady(reference, conditions)));
			}
		}
	}

	/** The part of a link after the host. */
	private static URI link(Path folder, Path publicKeys) throws IOException {
		KeyPair pair = KeyFile.readOrMake(folder.resolve("signing.pem"));
		Files.writeString(publicKeys.resolve("0001.pub.pem"), KeyFile.pem(pair.getPublic()));
		TokenSigner signer = new TokenSigner(SigningKey.of((RSAPrivateCrtKey) pair.getPrivate()),
				RsaCrypto.choose(CryptoChoice.JDK));
		return URI.create("/claim?invite_token="
				+ signer.sign(ClaimToken.of(Invites.invite(1), Services.ISSUER, Services.AUDIENCE)));
	}

	private static URI location(URI link) throws IOException, InterruptedException {
		try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
			return client.send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.discarding())
				.headers()
				.firstValue("Location")
				.map(URI::create)
				.orElseThrow(() -> new IOException("the link is not redirected"));
		}
	}

	private static Measurement steady(URI link, Conditions conditions) {
		HttpRequest request = HttpRequest.newBuilder(link).build();
		return () -> {
			try (SteadyLoad load = new SteadyLoad(FOUND)) {
				load.send(conditions.much(STEADY_WARM_UP * STEADY_RATE), STEADY_RATE, (_) -> request);
				return load.send(conditions.much(10 * STEADY_RATE), STEADY_RATE, (_) -> request).percentile(0.99);
			}
		};
	}

}
