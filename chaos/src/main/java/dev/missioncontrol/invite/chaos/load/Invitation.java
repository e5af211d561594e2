package dev.missioncontrol.invite.chaos.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import dev.missioncontrol.invite.chaos.check.Command;
import tools.jackson.databind.json.JsonMapper;

/**
 * One invite, sent with the same Idempotency-Key until it is accepted: a request that
 * timed out or met a 503 may have been taken or not, and only the same key makes it safe
 * to send it again.
 */
final class Invitation {

	/** For one answer; the API promises one within 3 s. */
	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(150);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

	private static final int ACCEPTED = 202;

	/** Answers that ask to come back: in flight, and not at the moment. */
	private static final Set<Integer> PASSING = Set.of(409, 429, 500, 502, 503, 504);

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final HttpClient client;

	private final List<URI> apis;

	private final String bearer;

	private final String run;

	private final int number;

	private Duration slowest = Duration.ZERO;

	Invitation(HttpClient client, List<URI> apis, String bearer, String run, int number) {
		this.client = client;
		this.apis = apis;
		this.bearer = bearer;
		this.run = run;
		this.number = number;
	}

	Command send() throws InterruptedException {
		long end = System.nanoTime() + GIVE_UP_AFTER.toNanos();
		for (int attempt = 0; System.nanoTime() < end; attempt++) {
			Optional<HttpResponse<String>> response = post(this.apis.get((this.number + attempt) % this.apis.size()));
			int status = response.map(HttpResponse::statusCode).orElse(503);
			if (status == ACCEPTED) {
				String id = MAPPER.readTree(response.orElseThrow().body()).path("inviteId").asString("");
				return new Command(this.number, person(), Optional.of(id), this.slowest, Optional.empty());
			}
			if (!PASSING.contains(status)) {
				return new Command(this.number, person(), Optional.empty(), this.slowest, Optional.of(status));
			}
			pause(attempt, response.flatMap(Invitation::retryAfter).orElse(Duration.ZERO));
		}
		return new Command(this.number, person(), Optional.empty(), this.slowest, Optional.empty());
	}

	private Optional<HttpResponse<String>> post(URI api) throws InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(api.resolve("/v1/invites"))
			.timeout(TIMEOUT)
			.header("Authorization", "Bearer " + this.bearer)
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", this.run + "-" + this.number)
			.POST(HttpRequest.BodyPublishers.ofString("{\"email\":\"" + person() + "\",\"roles\":[\"write\"]}"))
			.build();
		long start = System.nanoTime();
		try {
			return Optional.of(this.client.send(request, HttpResponse.BodyHandlers.ofString()));
		}
		catch (IOException ex) {
			return Optional.empty();
		}
		finally {
			Duration took = Duration.ofNanos(System.nanoTime() - start);
			this.slowest = (took.compareTo(this.slowest) > 0) ? took : this.slowest;
		}
	}

	private String person() {
		return "invitee-" + this.number + "@example.com";
	}

	private static Optional<Duration> retryAfter(HttpResponse<?> response) {
		return response.headers()
			.firstValue("Retry-After")
			.filter((value) -> value.matches("\\d{1,4}"))
			.map((value) -> Duration.ofSeconds(Long.parseLong(value)));
	}

	/** As long as the API asks for, longer each time, and never in step with others. */
	private static void pause(int attempt, Duration atLeast) throws InterruptedException {
		long longest = Math.min(LONGEST_PAUSE.toMillis(),
				Math.max(atLeast.multipliedBy(3).dividedBy(2).toMillis(), 250L << Math.min(attempt, 10)));
		boolean _ = new CountDownLatch(1).await(ThreadLocalRandom.current().nextLong(longest / 2, longest),
				TimeUnit.MILLISECONDS);
	}

}
