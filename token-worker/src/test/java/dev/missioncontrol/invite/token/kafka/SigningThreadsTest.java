package dev.missioncontrol.invite.token.kafka;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(30)
class SigningThreadsTest {

	@Test
	void keepsTheOrder() {
		List<Integer> items = IntStream.range(0, 1000).boxed().toList();
		try (SigningThreads threads = new SigningThreads(4)) {
			assertThat(threads.map(items, (item) -> item)).isEqualTo(items);
		}
	}

	@Test
	void worksOnSeveralAtATime() {
		CyclicBarrier barrier = new CyclicBarrier(3);
		try (SigningThreads threads = new SigningThreads(3)) {
			assertThat(threads.map(List.of(1, 2, 3), (item) -> await(barrier))).hasSize(3);
		}
	}

	@Test
	void reportsAFault() {
		try (SigningThreads threads = new SigningThreads(2)) {
			assertThatIllegalStateException().isThrownBy(() -> threads.map(List.of(1, 0), (item) -> 1 / item))
				.withCauseInstanceOf(ArithmeticException.class);
		}
	}

	private static int await(CyclicBarrier barrier) {
		try {
			return barrier.await();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
