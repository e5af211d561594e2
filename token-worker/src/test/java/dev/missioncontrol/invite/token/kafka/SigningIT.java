package dev.missioncontrol.invite.token.kafka;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import dev.missioncontrol.invite.event.ClaimToken;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteCommand.InviteRevokeRequested;
import dev.missioncontrol.invite.event.InviteSigned;
import dev.missioncontrol.invite.event.Organization;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.DeadLetter;
import dev.missioncontrol.invite.kafka.ListenersHealthIndicator;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.RsaKeys;
import dev.missioncontrol.invite.test.TestBroker;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Tag("container")
class SigningIT {

	private static final RsaKeys KEYS = RsaKeys.generate(2048);

	private static final byte[] HOSTILE = "{\"x\":\"javax.naming.InitialContext\",\"y\":[{}]}"
		.getBytes(StandardCharsets.UTF_8);

	private static Worker worker;

	@BeforeAll
	static void start(@TempDir Path keys) {
		KEYS.writePrivate(keys.resolve("a.pem"));
		worker = Worker.start(keys);
	}

	@AfterAll
	static void stop() {
		worker.close();
	}

	@Test
	void signsACommand() throws Exception {
		Invite invite = InviteFixture.anInvite().roles("admin", "read").build();
		double before = worker.bean(MeterRegistry.class).counter("invite.token.signed").count();
		Commands.send(List.of(invite));
		ConsumerRecord<byte[], byte[]> record = TestBroker.shared()
			.await(Topics.SIGNED.name(), 1, (each) -> hasKey(each, invite))
			.getFirst();
		assertThat(text(record.headers(), "ce_type")).isEqualTo("dev.missioncontrol.invite.signed.v1");
		assertThat(text(record.headers(), "ce_source")).isEqualTo("/token-worker");
		assertThat(text(record.headers(), "ce_id")).isEqualTo(invite.inviteId() + ":1:signed");
		InviteSigned signed = Outputs.signed(record);
		assertThat(signed.invite()).isEqualTo(invite);
		assertThat(signed.keyId()).isEqualTo(KEYS.keyId());
		assertThat(signed.chunks()).hasSize(10);
		String link = "https://join.example.com/claim?invite_token=";
		assertThat(String.join("", signed.chunks())).isEqualTo(signed.url().value()).startsWith(link);
		assertThat(verified(signed.url().value().substring(link.length())))
			.isEqualTo(ClaimToken.of(invite, Worker.ISSUER, Worker.AUDIENCE));
		await().untilAsserted(() -> assertThat(worker.bean(MeterRegistry.class).counter("invite.token.signed").count())
			.isEqualTo(before + 1));
		assertThat(worker.bean(MeterRegistry.class).timer("invite.token.batches").count()).isPositive();
		assertThat(worker.bean(MeterRegistry.class).get("invite.hop").tag("hop", "signed").timer().count())
			.isPositive();
		assertThat(worker.bean(MeterRegistry.class)
			.get("invite.stage.records")
			.tag("topic", Topics.COMMANDS.name())
			.functionCounter()
			.count()).isPositive();
		assertThat(worker.bean(ListenersHealthIndicator.class).health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void makesDeadLettersOfBadRecordsAndSignsTheRest() {
		List<Invite> good = Commands.invites(30);
		Map<String, ProducerRecord<byte[], byte[]>> bad = badRecords();
		List<ProducerRecord<byte[], byte[]>> mixed = Stream
			.concat(good.stream().map(Commands::requested), bad.values().stream())
			.toList();
		// Every partition gets good ones before and after each bad one.
		TestBroker.shared().send(mixed);
		List<Invite> later = Commands.invites(30);
		Commands.send(later);

		Outputs.assertSignedOnce(good);
		Outputs.assertSignedOnce(later);
		List<ConsumerRecord<byte[], byte[]>> letters = Outputs.read(Topics.COMMANDS.deadLetters(),
				(record) -> record.headers().lastHeader("test_case") != null);
		assertThat(letters).hasSameSizeAs(bad.entrySet());
		bad.forEach((name, sent) -> {
			ConsumerRecord<byte[], byte[]> letter = letters.stream()
				.filter((each) -> name.equals(text(each.headers(), "test_case")))
				.findAny()
				.orElseThrow();
			assertThat(letter.value()).as(name).isEqualTo(sent.value());
			assertThat(letter.key()).as(name).isEqualTo(sent.key());
			assertThat(original(letter.headers())).as(name).isEqualTo(original(sent.headers()));
			assertThat(text(letter.headers(), DeadLetter.REASON)).as(name).isEqualTo(name.replaceAll("/.*", ""));
			assertThat(text(letter.headers(), DeadLetter.CONSUMER)).isEqualTo("token-worker");
			assertThat(text(letter.headers(), DeadLetter.TOPIC)).isEqualTo("invite.commands");
			assertThat(worker.bean(MeterRegistry.class)
				.counter("invite.token.refused", "reason", name.replaceAll("/.*", ""))
				.count()).as(name).isPositive();
		});
	}

	@Test
	void signsAGoodCommandWhateverItsOtherHeadersSay() {
		Invite invite = InviteFixture.anInvite().build();
		ProducerRecord<byte[], byte[]> record = Commands.requested(invite);
		record.headers().add("spring_json_header_types", HOSTILE).add("x", new byte[] { -1 }).add("null", null);
		TestBroker.shared().send(List.of(record));
		Outputs.assertSignedOnce(List.of(invite));
	}

	@Test
	void writesNothingForARevocation() {
		Invite invite = InviteFixture.anInvite().build();
		TestBroker.shared()
			.send(List.of(Commands.requested(invite), Commands
				.record(new InviteRevokeRequested(invite.inviteId(), 1, "auth0|admin", Instant.now(), "a mistake"))));
		Outputs.assertSignedOnce(List.of(invite));
		assertThat(Outputs.read(Topics.COMMANDS.deadLetters(), (record) -> hasKey(record, invite))).isEmpty();
	}

	/** By the reason that is expected; a part after a slash tells alike ones apart. */
	private static Map<String, ProducerRecord<byte[], byte[]>> badRecords() {
		Map<String, ProducerRecord<byte[], byte[]>> bad = new LinkedHashMap<>();
		byte[] junk = new byte[900_000];
		new Random(7).nextBytes(junk);
		bad.put("not-json", changed("no json"));
		bad.put("not-json/junk", changed(junk));
		bad.put("bad-field/empty", changed(""));
		bad.put("no-value", changed((byte[]) null));
		bad.put("bad-field", changed("{}"));
		bad.put("bad-field/deep", changed("{\"invite\":" + "[".repeat(100_000)));
		bad.put("bad-field/hostile", header(changed("{\"invite\":{}}"), "spring_json_header_types", HOSTILE));
		bad.put("unknown-type",
				header(good(), "ce_type", "dev.missioncontrol.invite.nonsense.v1".getBytes(StandardCharsets.UTF_8)));
		bad.put("unknown-type/of-another-topic",
				header(good(), "ce_type", "dev.missioncontrol.invite.signed.v1".getBytes(StandardCharsets.UTF_8)));
		bad.put("bad-envelope", header(good(), "ce_specversion", "2.0".getBytes(StandardCharsets.UTF_8)));
		bad.put("bad-envelope/bare",
				new ProducerRecord<>(Topics.COMMANDS.name(), new byte[] { 0, -1 }, new byte[] { 1 }));
		bad.put("key-mismatch", copy(good(), "another".getBytes(StandardCharsets.UTF_8)));
		bad.put("key-mismatch/none", copy(good(), null));
		bad.put("url-too-long", Commands.requested(tooLong()));
		bad.forEach((name, record) -> record.headers()
			.add("test_case", name.getBytes(StandardCharsets.UTF_8))
			.add("test_null", null));
		return bad;
	}

	private static Invite tooLong() {
		String[] roles = Stream.iterate(0, (i) -> i + 1)
			.limit(20)
			.map((i) -> "r" + i + "x".repeat(60))
			.toArray(String[]::new);
		return InviteFixture.anInvite()
			.organization(new Organization("o".repeat(128), "Long Inc."))
			.roles(roles)
			.build();
	}

	private static ProducerRecord<byte[], byte[]> good() {
		return Commands.requested(InviteFixture.anInvite().build());
	}

	private static ProducerRecord<byte[], byte[]> changed(String value) {
		return changed(value.getBytes(StandardCharsets.UTF_8));
	}

	private static ProducerRecord<byte[], byte[]> changed(byte[] value) {
		ProducerRecord<byte[], byte[]> good = good();
		return new ProducerRecord<>(good.topic(), null, good.key(), value, good.headers());
	}

	private static ProducerRecord<byte[], byte[]> copy(ProducerRecord<byte[], byte[]> record, byte[] key) {
		return new ProducerRecord<>(record.topic(), null, key, record.value(), record.headers());
	}

	private static ProducerRecord<byte[], byte[]> header(ProducerRecord<byte[], byte[]> record, String name,
			byte[] value) {
		record.headers().remove(name).add(name, value);
		return record;
	}

	private static List<String> original(Headers headers) {
		return Stream.of(headers.toArray())
			.filter((header) -> !header.key().startsWith("dlt_"))
			.map((header) -> header.key() + "=" + Arrays.toString(header.value()))
			.toList();
	}

	/** Verified with the JDK alone. */
	private static ClaimToken verified(String token) throws Exception {
		String[] parts = token.split("\\.", -1);
		Signature verifier = Signature.getInstance("SHA256withRSA", "SunRsaSign");
		verifier.initVerify(KEYS.pair().getPublic());
		verifier.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
		assertThat(verifier.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
		@SuppressWarnings("unchecked")
		Map<String, Object> claims = new JsonMapper().readValue(Base64.getUrlDecoder().decode(parts[1]), Map.class);
		return ClaimToken.fromClaims(claims);
	}

	private static boolean hasKey(ConsumerRecord<byte[], byte[]> record, Invite invite) {
		return record.key() != null
				&& invite.inviteId().toString().equals(new String(record.key(), StandardCharsets.UTF_8));
	}

	private static String text(Headers headers, String name) {
		Header header = headers.lastHeader(name);
		return (header != null) ? new String(header.value(), StandardCharsets.UTF_8) : null;
	}

}
