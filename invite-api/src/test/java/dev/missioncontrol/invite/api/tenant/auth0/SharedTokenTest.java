package dev.missioncontrol.invite.api.tenant.auth0;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SharedTokenTest {

	private final CountDownLatch answer = new CountDownLatch(1);

	private final AtomicInteger fetched = new AtomicInteger();

	private final SharedToken token = new SharedToken(() -> () -> {
		if (this.fetched.incrementAndGet() == 1) {
			await(this.answer);
			throw new IllegalStateException("no answer");
		}
		return "token";
	}, Duration.ofMinutes(10), System::nanoTime);

	@Test
	void tellsThoseWhoWaitedThatItWasInVainAndTriesAgainForTheNext() {
		CompletableFuture<String> first = new CompletableFuture<>();
		CompletableFuture<String> second = new CompletableFuture<>();
		start(first);
		Awaitility.await().until(() -> this.fetched.get() == 1);
		Thread waiting = start(second);
		Awaitility.await().until(() -> waiting.getState() == Thread.State.BLOCKED);
		this.answer.countDown();
		assertThatThrownBy(first::join).hasRootCauseMessage("no answer");
		assertThatThrownBy(second::join).hasRootCauseMessage("no answer");
		assertThat(this.fetched).hasValue(1);
		assertThat(this.token.get()).isEqualTo("token");
		assertThat(this.fetched).hasValue(2);
	}

	@Test
	void givesUpATokenThatWasRefusedButNotAgainAtOnce() {
		AtomicLong nanos = new AtomicLong();
		SharedToken kept = new SharedToken(() -> {
			String value = "token " + this.fetched.incrementAndGet();
			return () -> value;
		}, Duration.ofMinutes(10), nanos::get);
		assertThat(kept.get()).isEqualTo("token 1");
		assertThat(kept.giveUp("token 1")).isTrue();
		assertThat(kept.get()).isEqualTo("token 2");
		// Another one that was refused with the first.
		assertThat(kept.giveUp("token 1")).isTrue();
		assertThat(kept.get()).isEqualTo("token 2");
		nanos.addAndGet(TimeUnit.MINUTES.toNanos(9));
		assertThat(kept.giveUp("token 2")).isFalse();
		assertThat(kept.get()).isEqualTo("token 2");
		nanos.addAndGet(TimeUnit.MINUTES.toNanos(2));
		assertThat(kept.giveUp("token 2")).isTrue();
		assertThat(kept.get()).isEqualTo("token 3");
	}

	private Thread start(CompletableFuture<String> result) {
		return Thread.ofPlatform().daemon().start(() -> {
			try {
				result.complete(this.token.get());
			}
			catch (IllegalStateException ex) {
				result.completeExceptionally(ex);
			}
		});
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
