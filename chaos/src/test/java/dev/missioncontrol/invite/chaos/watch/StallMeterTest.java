package dev.missioncontrol.invite.chaos.watch;

import java.time.Duration;
import java.util.List;

import dev.missioncontrol.invite.chaos.watch.StallMeter.Stage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StallMeterTest {

	private final StallMeter meter = new StallMeter();

	@Test
	void measuresFromTheHealToTheNextProgress() {
		look(0, false, 10, 5);
		look(1, true, 10, 5);
		look(20, true, 10, 5);
		look(21, false, 10, 5);
		look(24, false, 10, 6);
		look(25, false, 10, 7);
		assertThat(this.meter.longest()).isEqualTo(Duration.ofSeconds(4));
	}

	@Test
	void measuresUpToNowWhenThereIsNoProgress() {
		look(0, false, 10, 5);
		look(70, false, 10, 5);
		assertThat(this.meter.longest()).isEqualTo(Duration.ofSeconds(70));
	}

	@Test
	void doesNotCountTimeWithoutWork() {
		look(0, false, 5, 5);
		look(50, false, 5, 5);
		look(52, false, 6, 5);
		look(53, false, 6, 6);
		assertThat(this.meter.longest()).isEqualTo(Duration.ofSeconds(3));
	}

	@Test
	void countsEachStageByItself() {
		this.meter.look(0, false, List.of(new Stage(5, 1), new Stage(5, 1)));
		this.meter.look(10_000_000_000L, false, List.of(new Stage(5, 2), new Stage(5, 1)));
		this.meter.look(11_000_000_000L, false, List.of(new Stage(5, 3), new Stage(5, 1)));
		assertThat(this.meter.longest()).isEqualTo(Duration.ofSeconds(11));
	}

	private void look(long second, boolean broken, long todo, long done) {
		this.meter.look(second * 1_000_000_000, broken, List.of(new Stage(todo, done)));
	}

}
