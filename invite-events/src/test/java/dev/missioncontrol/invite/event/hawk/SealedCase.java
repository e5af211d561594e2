package dev.missioncontrol.invite.event.hawk;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An address with a bewit of ours in it, and everything that went into it.
 *
 * @param key the key
 * @param secret its secret
 * @param base scheme, host and port
 * @param resource path and query that were signed
 * @param expiresAt when it ends
 * @param ext what was added
 * @param place where in the query the bewit stands
 */
record SealedCase(HawkKey key, String secret, String base, String resource, Instant expiresAt, String ext,
		Place place) {

	static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

	HawkOrigin origin() {
		return HawkOrigin.of(URI.create(this.base));
	}

	String bewit() {
		return new SigningBewit(this.key, origin()).sign(this.resource, this.expiresAt, this.ext);
	}

	/** Path and query with our bewit in its place. */
	String target() {
		return target(bewit());
	}

	/** Path and query with a bewit in its place. */
	String target(String bewit) {
		String last = new SealedResource(this.resource, bewit).join();
		int query = this.resource.indexOf('?');
		int and = this.resource.indexOf('&', query + 1);
		return switch (this.place) {
			case FIRST -> (query >= 0 && query < this.resource.length() - 1)
					? this.resource.substring(0, query) + "?bewit=" + bewit + "&" + this.resource.substring(query + 1)
					: last;
			case MIDDLE -> (query >= 0 && and > query && and < this.resource.length() - 1)
					? this.resource.substring(0, and) + "&bewit=" + bewit + this.resource.substring(and) : last;
			case LAST -> last;
		};
	}

	BewitVerdict check(String method, String target) {
		return checking(NOW).check(new HawkRequest(method, target, false));
	}

	CheckingBewit checking(Instant now) {
		HawkKeys keys = HawkKeys.of(List.of(this.key));
		return new CheckingBewit(() -> keys, origin(), Clock.fixed(now, ZoneOffset.UTC));
	}

	/** What reference.js wants to know. */
	Map<String, Object> question(String method, String altered) {
		Map<String, Object> question = new LinkedHashMap<>();
		question.put("id", this.key.id());
		question.put("secret", this.secret);
		question.put("origin", this.base);
		question.put("resource", this.resource);
		question.put("exp", this.expiresAt.getEpochSecond());
		question.put("ext", this.ext);
		question.put("host", origin().host());
		question.put("port", origin().port());
		question.put("method", method);
		question.put("target", target());
		question.put("altered", altered);
		return question;
	}

	enum Place {

		FIRST, MIDDLE, LAST

	}

}
