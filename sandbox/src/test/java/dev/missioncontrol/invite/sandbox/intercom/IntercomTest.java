package dev.missioncontrol.invite.sandbox.intercom;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class IntercomTest {

	private static final Duration DELAY = Duration.ofSeconds(2);

	private static final String GRACE = "grace@example.com";

	private static final String EVENT = "Invite Sent";

	private final List<InvitationMail> sent = new ArrayList<>();

	private Instant now = Instant.parse("2026-11-21T10:00:00Z");

	private Intercom intercom;

	@BeforeEach
	void makeWorkspace() {
		this.intercom = new Intercom(() -> this.now, DELAY, EVENT, this.sent::add);
	}

	@Test
	void sendsTheLinkStitchedInOrder() {
		identify(chunks("http://localhost:8081", "/claim?invite_token=", "aaa", "bbb", "ccc", "ddd", "eee", "fff",
				"ggg", "hhh", "iii"));
		later();
		assertThat(track()).containsExactly("event-recorded", "mail-sent");
		assertThat(this.sent).singleElement().satisfies((mail) -> {
			assertThat(mail.to()).isEqualTo(GRACE);
			assertThat(mail.subject()).isEqualTo("You are invited to Acme Inc.");
			assertThat(mail.text())
				.contains("\nhttp://localhost:8081/claim?invite_token=aaabbbcccdddeeefffggghhhiii\n");
			assertThat(mail.html())
				.contains("href=\"http://localhost:8081/claim?invite_token=aaabbbcccdddeeefffggghhhiii\"");
		});
	}

	@Test
	void stitchesWhatAnEarlierInviteLeftBehind() {
		identify(chunks("http://a", "/old", "/tail"));
		identify(chunks("http://b", "/new"));
		later();
		track();
		assertThat(this.sent.getFirst().text()).contains("http://b/new/tail");
	}

	@Test
	void stopsStitchingAtAGap() {
		Map<String, Object> traits = chunks("http://a", "/b", "/c", "/d");
		traits.remove("invite_url_2");
		identify(traits);
		later();
		track();
		assertThat(this.sent.getFirst().text()).contains("\nhttp://a/b\n");
	}

	@Test
	void escapesWhatItPutsIntoHtml() {
		Map<String, Object> traits = chunks("http://a/?x=1&y=\"<b>");
		traits.put("company", Map.of("id", "x", "name", "<i>Evil</i>"));
		identify(traits);
		later();
		track();
		assertThat(this.sent.getFirst().html()).contains("&lt;i&gt;Evil", "x=1&amp;y=&quot;&lt;b&gt;");
	}

	@Test
	void knowsNoContactBeforeItsIdentifyTookEffect() {
		assertThat(track()).containsExactly("no-contact");
		identify(chunks("http://a"));
		this.now = this.now.plus(DELAY).minusMillis(1);
		assertThat(track()).containsExactly("no-contact");
		this.now = this.now.plusMillis(1);
		assertThat(track()).contains("mail-sent");
	}

	@Test
	void refusesALongAttributeAlone() {
		Map<String, Object> traits = chunks("http://a", "x".repeat(256), "y".repeat(255));
		assertThat(identify(traits)).containsExactly("contact-created", "attribute-refused:invite_url_1:too-long",
				"company-upserted");
		later();
		track();
		assertThat(this.sent.getFirst().text()).contains("\nhttp://a\n");
	}

	@Test
	void keepsTheOldValueOfARefusedAttribute() {
		identify(chunks("http://a", "/old"));
		identify(chunks("http://b", "z".repeat(256)));
		later();
		track();
		assertThat(this.sent.getFirst().text()).contains("\nhttp://b/old\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "invite.url", "$invite", "invite!", "a,b", "" })
	void refusesNamesWithPunctuation(String name) {
		assertThat(identify(Map.of(name, "value"))).contains("attribute-refused:" + name + ":bad-name");
	}

	@Test
	void refusesNestedAttributes() {
		assertThat(identify(Map.of("roles", List.of("write"), "more", Map.of("a", 1))))
			.contains("attribute-refused:roles:not-a-scalar", "attribute-refused:more:not-a-scalar");
	}

	@Test
	void knowsLimitedNamesOverAllContacts() {
		for (int i = 0; i < 250; i++) {
			assertThat(this.intercom.identify("user-" + (i % 7), json(Map.of("name_" + i, "v")))).hasSize(1);
		}
		assertThat(identify(Map.of("one_more", "v", "name_0", "v", "email", GRACE))).containsExactly("contact-created",
				"attribute-refused:one_more:too-many-names");
	}

	@Test
	void updatesAContactThatIsThere() {
		assertThat(identify(Map.of("email", GRACE))).containsExactly("contact-created");
		assertThat(identify(Map.of("email", GRACE))).containsExactly("contact-updated");
	}

	@Test
	void takesAnEventOncePerSecond() {
		identify(chunks("http://a"));
		later();
		assertThat(track()).contains("mail-sent");
		this.now = this.now.plusMillis(999);
		assertThat(track()).containsExactly("event-duplicate");
		this.now = this.now.plusMillis(1);
		assertThat(track()).contains("mail-sent");
		assertThat(this.sent).hasSize(2);
	}

	@Test
	void takesTenPairsOfMetadataAtMost() {
		identify(chunks("http://a"));
		later();
		assertThat(track(EVENT, metadata(11))).containsExactly("event-refused:too-much-metadata");
		assertThat(track(EVENT, metadata(10))).contains("mail-sent");
	}

	@Test
	void mailsForTheOneEventOnly() {
		identify(chunks("http://a"));
		later();
		assertThat(track("Invite Opened", metadata(0))).containsExactly("event-recorded");
		assertThat(this.sent).isEmpty();
	}

	@Test
	void mailsNobodyWithoutALinkOrAnAddress() {
		identify(Map.of("email", GRACE));
		later();
		assertThat(track()).containsExactly("event-recorded", "mail-refused:no-link");
		this.intercom.identify("somebody", json(Map.of("invite_url_0", "http://a")));
		later();
		assertThat(this.intercom.track("somebody", EVENT, this.now, json(Map.of()))).containsExactly("event-recorded",
				"mail-refused:no-email");
	}

	private List<String> identify(Map<String, Object> traits) {
		return this.intercom.identify(GRACE, json(traits));
	}

	private List<String> track() {
		return track(EVENT, metadata(3));
	}

	private List<String> track(String event, Map<String, Object> metadata) {
		return this.intercom.track(GRACE, event, this.now, json(metadata));
	}

	private void later() {
		this.now = this.now.plus(DELAY);
	}

	private static Map<String, Object> chunks(String... chunks) {
		Map<String, Object> traits = new HashMap<>();
		traits.put("email", GRACE);
		traits.put("company", Map.of("id", "acme", "name", "Acme Inc."));
		for (int i = 0; i < chunks.length; i++) {
			traits.put("invite_url_" + i, chunks[i]);
		}
		return traits;
	}

	private static Map<String, Object> metadata(int pairs) {
		Map<String, Object> metadata = new HashMap<>();
		for (int i = 0; i < pairs; i++) {
			metadata.put("key_" + i, "value");
		}
		return metadata;
	}

	private static JsonNode json(Map<String, ?> value) {
		return JsonMapper.builder().build().valueToTree(value);
	}

}
