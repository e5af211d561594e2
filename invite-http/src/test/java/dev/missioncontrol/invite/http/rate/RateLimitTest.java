package dev.missioncontrol.invite.http.rate;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import dev.missioncontrol.invite.http.address.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RateLimitTest {

	private static final IpAddress ADA = IpAddress.parse("192.0.2.1").orElseThrow();

	private static final IpAddress EVE = IpAddress.parse("192.0.2.2").orElseThrow();

	private final AtomicLong now = new AtomicLong(1);

	private final RateLimit limit = limit(6, Duration.ofMinutes(1), 1000);

	@Test
	void letsSoManyThroughAtOnce() {
		for (int left = 5; left >= 0; left--) {
			assertThat(this.limit.take(ADA))
				.isEqualTo(new Pass(true, left, Duration.ZERO, Duration.ofSeconds(10L * (6 - left))));
		}
		assertThat(this.limit.take(ADA)).isEqualTo(new Pass(false, 0, Duration.ofSeconds(10), Duration.ofMinutes(1)));
	}

	@Test
	void letsOneThroughPerInterval() {
		exhaust(ADA);
		pass(Duration.ofSeconds(10).minusNanos(1));
		assertThat(this.limit.take(ADA).granted()).isFalse();
		assertThat(this.limit.take(ADA).retryAfter()).isEqualTo(Duration.ofNanos(1));
		pass(Duration.ofNanos(1));
		assertThat(this.limit.take(ADA).granted()).isTrue();
		assertThat(this.limit.take(ADA).granted()).isFalse();
	}

	@Test
	void savesNoMoreThanTheBurst() {
		exhaust(ADA);
		pass(Duration.ofHours(1));
		assertThat(exhaust(ADA)).isEqualTo(6);
	}

	@Test
	void countsEachClientApart() {
		exhaust(ADA);
		assertThat(exhaust(EVE)).isEqualTo(6);
	}

	@Test
	void isNotMisledByRefusals() {
		exhaust(ADA);
		for (int i = 0; i < 1000; i++) {
			assertThat(this.limit.take(ADA).granted()).isFalse();
		}
		pass(Duration.ofSeconds(10));
		assertThat(this.limit.take(ADA).granted()).isTrue();
	}

	@Test
	void forgetsWhoStayedAwayForAPeriod() {
		exhaust(ADA);
		pass(Duration.ofSeconds(59));
		assertThat(this.limit.clients()).isOne();
		pass(Duration.ofSeconds(1));
		assertThat(this.limit.clients()).isZero();
	}

	@Test
	void remembersSoManyAtMost() {
		RateLimit small = limit(6, Duration.ofMinutes(1), 1000);
		for (int i = 0; i < 1_000_000; i++) {
			small.take(new IpAddress(0x2001_0db8_0000_0000L + i, 0));
		}
		assertThat(small.clients()).isLessThanOrEqualTo(1000);
		// And still works.
		IpAddress next = new IpAddress(1, 0);
		assertThat(small.take(next).granted()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "0,1,1", "1,0,1", "1,1,0" })
	void refusesPoliciesThatMakeNoSense(long requests, long seconds, long clients) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RatePolicy(requests, Duration.ofSeconds(seconds), clients));
	}

	private int exhaust(IpAddress client) {
		int granted = 0;
		while (this.limit.take(client).granted()) {
			granted++;
		}
		return granted;
	}

	private void pass(Duration time) {
		this.now.addAndGet(time.toNanos());
	}

	private RateLimit limit(long requests, Duration period, long clients) {
		return new RateLimit(new RatePolicy(requests, period, clients), this.now::get);
	}

}
