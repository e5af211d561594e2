package dev.missioncontrol.invite.bench.frame;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ComparisonTest {

	@Test
	void comparesMediansInOneLine() {
		Comparison comparison = new Comparison("sign-one", "signatures/s", Goal.ratioAtLeast(0.85),
				List.of(90.0, 2000.0, 1.0), List.of(100.0, 120.0, 7.0));
		assertThat(comparison.line())
			.isEqualTo("sign-one ours=90.00 reference=100 ratio=0.900 unit=signatures/s goal:ratio>=0.85=met");
	}

	@Test
	void takesTheMiddleOfTwo() {
		Comparison comparison = new Comparison("x", "s", Goal.NONE, List.of(1.0, 2.0), List.of(4.0, 2.0));
		assertThat(comparison.line()).isEqualTo("x ours=1.50 reference=3.00 ratio=0.500 unit=s");
	}

	@ParameterizedTest
	@CsvSource({ "0.5, true, true", "0.49, false, true", "0.51, true, false" })
	void holdsRatiosAgainstTheirGoal(double figure, boolean least, boolean most) {
		assertThat(ratio(figure, Goal.ratioAtLeast(0.5)).isMet()).isEqualTo(least);
		assertThat(ratio(figure, Goal.ratioAtMost(0.5)).isMet()).isEqualTo(most);
	}

	@ParameterizedTest
	@CsvSource({ "40, true, true", "39.9, false, true", "40.1, true, false" })
	void holdsFiguresAgainstTheirGoal(double figure, boolean least, boolean most) {
		assertThat(Comparison.withLimit("x", "ms", Goal.oursAtLeast(40), List.of(figure)).isMet()).isEqualTo(least);
		Comparison comparison = Comparison.withLimit("x", "ms", Goal.oursAtMost(40), List.of(figure));
		assertThat(comparison.isMet()).isEqualTo(most);
		assertThat(comparison.reference()).isEqualTo(40);
	}

	@Test
	void refusesFiguresWithoutTheirReference() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Comparison("x", "s", Goal.NONE, List.of(1.0, 2.0), List.of(1.0)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Comparison("x", "s", Goal.NONE, List.of(), List.of()));
	}

	@Test
	void measuresInTurn() throws Exception {
		List<String> order = new ArrayList<>();
		Comparison comparison = new Conditions(2, false, false, Path.of(""), Path.of("")).compare("x", "s", Goal.NONE,
				() -> measured("ours", order), () -> measured("reference", order));
		assertThat(order).containsExactly("reference", "ours", "reference", "ours");
		assertThat(comparison.references()).containsExactly(1.0, 3.0);
		assertThat(comparison.ours()).containsExactly(2.0, 4.0);
	}

	private static double measured(String what, List<String> order) {
		order.add(what);
		return order.size();
	}

	private static Comparison ratio(double figure, Goal goal) {
		return new Comparison("x", "s", goal, List.of(figure * 100), List.of(100.0));
	}

}
