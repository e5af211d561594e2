package dev.missioncontrol.invite.sandbox.intercom;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Intercom as Segment's destination: contacts, their attributes and events, and the
 * e-mail that a certain event sends. Its answers do not reach Segment's caller; here they
 * are codes for the journal. Safe for use by several threads.
 */
public final class Intercom {

	/** Most pairs of metadata that an event may have. */
	static final int MAX_METADATA = 10;

	private static final int MAX_CONTACTS = 20_000;

	private final LinkedHashMap<String, Contact> contacts = new LinkedHashMap<>();

	private final Attributes attributes = new Attributes();

	private final InstantSource clock;

	private final Duration contactDelay;

	private final String invitationEvent;

	private final Outbox outbox;

	/**
	 * An empty workspace.
	 * @param clock the time
	 * @param contactDelay how long an identify takes to have an effect
	 * @param invitationEvent name of the event that sends the e-mail
	 * @param outbox where e-mails leave from
	 */
	public Intercom(InstantSource clock, Duration contactDelay, String invitationEvent, Outbox outbox) {
		this.clock = clock;
		this.contactDelay = contactDelay;
		this.invitationEvent = invitationEvent;
		this.outbox = outbox;
	}

	/**
	 * Makes or updates a contact.
	 * @param userId who
	 * @param traits what is said about them
	 * @return codes of what happened
	 */
	public synchronized List<String> identify(String userId, JsonNode traits) {
		List<String> codes = new ArrayList<>();
		Map<String, String> taken = new HashMap<>();
		for (Map.Entry<String, JsonNode> each : traits.properties()) {
			if (this.attributes.isCustom(each.getKey())) {
				this.attributes.refusal(each)
					.ifPresentOrElse((reason) -> codes.add("attribute-refused:" + each.getKey() + ":" + reason),
							() -> taken.put(each.getKey(), each.getValue().asString()));
			}
		}
		codes.addFirst(this.contacts.containsKey(userId) ? "contact-updated" : "contact-created");
		JsonNode company = traits.path("company");
		if (company.has("id")) {
			codes.add("company-upserted");
		}
		contact(userId).update(new Contact.Update(this.clock.instant().plus(this.contactDelay),
				text(traits.get("email")), text(company.get("name")), taken));
		return codes;
	}

	/**
	 * Records an event, and sends the e-mail when it is the one that does.
	 * @param userId whose event
	 * @param event name of the event
	 * @param createdAt when it happened
	 * @param metadata what is said about it
	 * @return codes of what happened
	 */
	public List<String> track(String userId, String event, Instant createdAt, JsonNode metadata) {
		List<String> codes = new ArrayList<>();
		Optional<InvitationMail> mail = record(userId, event, createdAt, metadata, codes);
		mail.ifPresent((each) -> codes.add(this.outbox.send(each) ? "mail-sent" : "mail-failed"));
		return codes;
	}

	private synchronized Optional<InvitationMail> record(String userId, String event, Instant createdAt,
			JsonNode metadata, List<String> codes) {
		Contact contact = this.contacts.get(userId);
		if (contact == null || !contact.existsAt(this.clock.instant())) {
			codes.add("no-contact");
			return Optional.empty();
		}
		if (metadata.size() > MAX_METADATA) {
			codes.add("event-refused:too-much-metadata");
			return Optional.empty();
		}
		if (!contact.add(event, createdAt)) {
			codes.add("event-duplicate");
			return Optional.empty();
		}
		codes.add("event-recorded");
		return this.invitationEvent.equals(event) ? mail(contact, codes) : Optional.empty();
	}

	private static Optional<InvitationMail> mail(Contact contact, List<String> codes) {
		Optional<String> link = InvitationMail.link(contact.attributes());
		if (contact.email().isEmpty() || link.isEmpty()) {
			codes.add(contact.email().isEmpty() ? "mail-refused:no-email" : "mail-refused:no-link");
			return Optional.empty();
		}
		String company = contact.company().orElse("an organization");
		return Optional.of(InvitationMail.of(contact.email().get(), company, link.get()));
	}

	private Contact contact(String userId) {
		Contact contact = this.contacts.computeIfAbsent(userId, (_) -> new Contact());
		if (this.contacts.size() > MAX_CONTACTS) {
			this.contacts.pollFirstEntry();
		}
		return contact;
	}

	private static @Nullable String text(@Nullable JsonNode value) {
		return (value != null && value.isString() && !value.stringValue().isBlank()) ? value.stringValue() : null;
	}

}
