package dev.missioncontrol.invite.claim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.missioncontrol.invite.claim.token.Mutations;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.RsaKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is made of a link, the running gateway neither follows it nor stumbles. See
 * {@code TokenFuzzTest} for the long run.
 */
class UrlFuzzIT {

	private static final int USUALLY = 3_000;

	/** Requests take so many times as long as verifications. */
	private static final int DIVISOR = 5;

	private static final int CLIENTS = 4;

	private final Gateway gateway = Gateway.shared();

	private final List<String> good = Stream.generate(() -> InviteFixture.anInvite().build())
		.limit(5)
		.map(this.gateway.tokens()::sign)
		.toList();

	private final Urls urls = new Urls(this.good,
			new Mutations(this.good, this.gateway.tokens(), new ClaimTokens(RsaKeys.generate(2048))));

	private final Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();

	@Test
	@Timeout(value = 20, unit = TimeUnit.MINUTES)
	void followsNoMutationAndNeverFails() {
		Fuzz fuzz = Fuzz.of(USUALLY, DIVISOR);
		CompletableFuture
			.allOf(IntStream.range(0, CLIENTS)
				.mapToObj((client) -> CompletableFuture.runAsync(() -> send(fuzz, client),
						(task) -> Thread.ofPlatform().daemon().start(task)))
				.toArray(CompletableFuture<?>[]::new))
			.join();
		fuzz.report("Addresses", this.statuses);
		assertThat(this.statuses.keySet()).contains(302, 400, 404, 405)
			.allSatisfy((status) -> assertThat(status).isBetween(302, 499));
	}

	private void send(Fuzz fuzz, int client) {
		try (RawClient browser = new RawClient(this.gateway.address())) {
			fuzz.run(client, CLIENTS, (random, i) -> {
				// That it would follow a good one is part of the test.
				boolean control = i % 100 == 0;
				Urls.Target target = control ? new Urls.Target("GET", "/claim?invite_token=" + this.urls.one(random))
						: this.urls.next(random);
				boolean person = i % 10 == 0;
				RawClient.Response response = send(browser, target, person ? "text/html" : "*/*");
				this.statuses.merge(response.status(), 1, Integer::sum);
				if (control) {
					assertThat(response.status()).isEqualTo(302);
				}
				else if (person && response.status() == 303) {
					assertThat(response.location()).matches("/claim/notice/[a-z_]+");
				}
				else {
					// 429 would mean that nobody looked at it.
					assertThat(response.status()).as(target.toString()).isBetween(400, 499).isNotEqualTo(429);
					assertThat(response.location()).isEmpty();
				}
			});
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static RawClient.Response send(RawClient browser, Urls.Target target, String accept) {
		try {
			return browser.send(target.method(), target.address(), accept);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(target.toString(), ex);
		}
	}

}
