package dev.missioncontrol.invite.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import com.jayway.jsonpath.JsonPath;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an Idempotency-Key promises, for all that can be asked for, on two instances that
 * share a database.
 */
class SameKeyIT {

	private static final InviteApi FIRST = InviteApi.shared();

	private static InviteApi second;

	private final String key = UUID.randomUUID().toString();

	@BeforeAll
	static void start() {
		second = InviteApi.start(FIRST.database(), "--spring.kafka.listener.auto-startup=false",
				"--invite.ledger.closed.publish-interval=24h", "--invite.ledger.expiry.enabled=false");
	}

	@AfterAll
	static void stop() {
		second.close();
	}

	@ParameterizedTest
	@EnumSource
	void writesOnceForManyAtOnce(Act act) {
		Call call = act.call(this.key);
		String firstToken = FIRST.issuer().token();
		String secondToken = second.issuer().token();
		List<Answer> answers = Flux.range(0, 100)
			.flatMap((i) -> (i % 2 == 0) ? send(FIRST, firstToken, call.path(), call.body(), this.key)
					: send(second, secondToken, call.path(), call.body(), this.key), 100)
			.collectList()
			.block(Duration.ofSeconds(60));
		Answer answer = send(FIRST, call.path(), call.body());
		assertThat(answer.status()).isEqualTo(202);
		assertThat(send(second, call.path(), call.body())).isEqualTo(answer);
		assertThat(answers).filteredOn((each) -> each.status() == 202).isNotEmpty().containsOnly(answer);
		// A busy machine may have kept somebody waiting for the database for too long.
		assertThat(answers).filteredOn((each) -> each.status() != 202 && each.status() != 503)
			.allMatch(Answer::isInFlight);
		assertThat(commands(call.id())).isEqualTo(act.commandsInAll());
	}

	@ParameterizedTest
	@EnumSource
	void standsForOneRequest(Act act) {
		Call call = act.call(this.key);
		assertThat(send(FIRST, call.path(), call.body()).status()).isEqualTo(202);
		Answer other = send(second, call.path(), call.otherBody());
		assertThat(other.status()).isEqualTo(422);
		assertThat(other.code()).isEqualTo("idempotency-key-reused");
		assertThat(commands(call.id())).isEqualTo(act.commandsInAll());
	}

	@ParameterizedTest
	@EnumSource
	void isTheSameOverGraphQl(Act act) {
		Call call = act.call(this.key);
		Answer answer = send(FIRST, call.path(), call.body());
		assertThat(answer.status()).isEqualTo(202);
		Answer again = graphQl(call.mutation());
		assertThat(again.body()).doesNotContain("errors");
		assertThat(JsonPath.<List<String>>read(again.body(), "$.data.*.inviteId")).containsExactly(answer.inviteId());
		assertThat(JsonPath.<List<String>>read(again.body(), "$.data.*.requestedAt"))
			.containsExactly(JsonPath.<String>read(answer.body(), "$.requestedAt"));
		Answer other = graphQl(call.otherMutation());
		assertThat(JsonPath.<List<String>>read(other.body(), "$.errors[*].extensions.code"))
			.containsExactly("idempotency-key-reused");
		assertThat(commands(call.id())).isEqualTo(act.commandsInAll());
	}

	@ParameterizedTest
	@EnumSource
	void saysWhenTheFirstIsNotAnsweredYet(Act act) {
		Call call = act.call(this.key);
		assertThat(send(FIRST, call.path(), call.body()).status()).isEqualTo(202);
		sql("update idempotency_key set state = 'in-flight', claimed_at = now() where key = :key");
		assertThat(send(second, call.path(), call.body()).isInFlight()).isTrue();
		assertThat(graphQl(call.mutation()).body()).contains("idempotency-key-in-flight", "retryAfter");
		// Who was given up is taken over, with what it had begun.
		sql("update idempotency_key set claimed_at = now() - interval '31 s' where key = :key");
		Answer taken = send(second, call.path(), call.body());
		assertThat(taken.status()).isEqualTo(202);
		assertThat(taken.inviteId()).isEqualTo(call.id().toString());
	}

	@ParameterizedTest
	@EnumSource
	void isKeptForADay(Act act) {
		Call call = act.call(this.key);
		Answer answer = send(FIRST, call.path(), call.body());
		sql("update idempotency_key set created_at = now() - interval '23 h 59 min' where key = :key");
		assertThat(send(second, call.path(), call.body())).isEqualTo(answer);
		assertThat(send(second, call.path(), call.otherBody()).status()).isEqualTo(422);
		sql("update idempotency_key set created_at = now() - interval '24 h 1 s' where key = :key");
		// A revocation had its effect meanwhile, or will soon have it.
		assertThat(send(second, call.path(), call.otherBody()).code()).isIn("", "illegal-transition");
	}

	private Answer send(InviteApi api, String path, String body) {
		return send(api, api.issuer().token(), path, body, this.key).block(Duration.ofSeconds(30));
	}

	private Answer graphQl(String mutation) {
		return send(second, second.issuer().token(), "/graphql",
				"{\"query\":\"" + mutation.replace("\"", "\\\"") + "\"}", null)
			.block(Duration.ofSeconds(30));
	}

	private static Mono<Answer> send(InviteApi api, String token, String path, String body, String key) {
		return WebClient.create(api.address())
			.post()
			.uri(path)
			.contentType(MediaType.APPLICATION_JSON)
			.headers((headers) -> {
				headers.setBearerAuth(token);
				if (key != null) {
					headers.set("Idempotency-Key", key);
				}
			})
			.bodyValue(body)
			.exchangeToMono((answer) -> answer.bodyToMono(String.class)
				.map((text) -> new Answer(answer.statusCode().value(), text,
						answer.headers().asHttpHeaders().getFirst(HttpHeaders.RETRY_AFTER))));
	}

	private void sql(String statement) {
		FIRST.context().getBean(DatabaseClient.class).sql(statement).bind("key", this.key).then().block();
	}

	/** How many commands about an invite are on the topic by now. */
	private static long commands(InviteId id) {
		return TopicEnd.records(Topics.COMMANDS)
			.stream()
			.filter((record) -> record.key() != null
					&& id.toString().equals(new String(record.key(), StandardCharsets.UTF_8)))
			.count();
	}

	/**
	 * What can be asked for with a key.
	 */
	enum Act {

		CREATE, RESEND, REVOKE;

		/** The request itself, and what it is about. */
		int commandsInAll() {
			return (this == CREATE) ? 1 : 2;
		}

		Call call(String key) {
			InviteId id = (this == CREATE) ? InviteId.of("acme", key) : pending();
			String path = "/v1/invites/" + id;
			return switch (this) {
				case CREATE -> new Call(id, "/v1/invites", create("read"), create("write"),
						"invite_user(input: {email: \"grace@example.com\", roles: [\"%s\"]}, idempotencyKey: \"%s\")",
						"read", "write", key);
				case RESEND -> new Call(id, path + "/resend", "{\"ttl\":\"PT1H\"}", "{\"ttl\":\"PT2H\"}",
						"resend_invite(id: \"" + id + "\", ttl: \"%s\", idempotencyKey: \"%s\")", "PT1H", "PT2H", key);
				case REVOKE -> new Call(id, path + "/revoke", "{\"reason\":\"a\"}", "{\"reason\":\"b\"}",
						"revoke_invite(id: \"" + id + "\", reason: \"%s\", idempotencyKey: \"%s\")", "a", "b", key);
			};
		}

		private static String create(String role) {
			return "{\"email\":\"grace@example.com\",\"roles\":[\"" + role + "\"]}";
		}

		private static InviteId pending() {
			Told told = Told.anInvite();
			Storyteller ledger = new Storyteller(FIRST);
			ledger.tell(Topics.COMMANDS, told.requested());
			ledger.awaitStatus(told.id(), "requested");
			return told.id();
		}

	}

	/** One request, another one that is nearly the same, and both over GraphQL. */
	record Call(InviteId id, String path, String body, String otherBody, String field, String value, String otherValue,
			String key) {

		String mutation() {
			return mutation(this.value);
		}

		String otherMutation() {
			return mutation(this.otherValue);
		}

		private String mutation(String with) {
			return "mutation { " + this.field.formatted(with, this.key) + " { inviteId requestedAt } }";
		}

	}

	/** What came back. */
	private record Answer(int status, String body, String retryAfter) {

		String inviteId() {
			return JsonPath.read(this.body, "$.inviteId");
		}

		/** Empty for what is no problem. */
		String code() {
			return (this.status < 300) ? "" : JsonPath.read(this.body, "$.code");
		}

		boolean isInFlight() {
			return this.status == 409 && "idempotency-key-in-flight".equals(code()) && this.retryAfter != null
					&& Integer.parseInt(this.retryAfter) >= 1;
		}

	}

}
