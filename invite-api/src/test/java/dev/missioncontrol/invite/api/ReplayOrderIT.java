package dev.missioncontrol.invite.api;

import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Orders that make no sense.
 */
class ReplayOrderIT {

	private final Ops ops = Ops.of(InviteApi.shared());

	static Stream<Arguments> badOrders() {
		return Stream.of(Arguments.of("{}", "", "one-selection"),
				Arguments.of("{\"filter\":{},\"deadLetters\":[\"signed-0-0\"]}", "", "one-selection"),
				Arguments.of("[]", "", "wrong-type"), Arguments.of("{\"filter\":1}", "/filter", "wrong-type"),
				Arguments.of("{\"deadLetters\":[]}", "/deadLetters", "out-of-range"),
				Arguments.of("{\"deadLetters\":[\"x\"]}", "/deadLetters/0", "invalid-id"),
				Arguments.of("{\"deadLetters\":[1]}", "/deadLetters/0", "invalid-id"),
				Arguments.of("{\"deadLetters\":[\"signed-0-999999999999\"]}", "/deadLetters/0", "unknown-dead-letter"),
				Arguments.of("{\"filter\":{\"stage\":\"x\"}}", "/filter/stage", "unknown-value"),
				Arguments.of("{\"filter\":{\"colour\":\"x\"}}", "/filter/colour", "unknown-field"),
				Arguments.of("{\"filter\":{\"from\":\"x\"}}", "/filter/from", "invalid-time"),
				Arguments.of("{\"filter\":{\"reason\":\"a\\u0000b\"}}", "/filter/reason", "invalid-text"),
				Arguments.of("{\"range\":{\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-01-02T00:00:00Z\"}}",
						"/range/stage", "required"),
				Arguments.of(
						"{\"range\":{\"stage\":\"ledger\",\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-01-02T00:00:00Z\"}}",
						"/range/stage", "unknown-value"),
				Arguments.of(
						"{\"range\":{\"stage\":\"sign\",\"from\":\"2026-01-02T00:00:00Z\",\"to\":\"2026-01-02T00:00:00Z\"}}",
						"/range/to", "out-of-range"),
				Arguments.of("{\"filter\":{},\"dryRun\":\"yes\"}", "/dryRun", "wrong-type"),
				Arguments.of("{\"filter\":{},\"ratePerSecond\":0}", "/ratePerSecond", "out-of-range"),
				Arguments.of("{\"filter\":{},\"ratePerSecond\":1001}", "/ratePerSecond", "out-of-range"),
				Arguments.of("{\"filter\":{},\"ratePerSecond\":1.5}", "/ratePerSecond", "out-of-range"),
				Arguments.of("{\"filter\":{},\"colour\":1}", "/colour", "unknown-field"));
	}

	@ParameterizedTest
	@MethodSource("badOrders")
	void refusesBadOrders(String body, String pointer, String code) {
		this.ops.post(body)
			.expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.errors[?(@.pointer=='" + pointer + "')].code")
			.isEqualTo(code);
	}

}
