package dev.missioncontrol.invite.api.member;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.missioncontrol.invite.event.EmailAddress;
import reactor.core.publisher.Mono;

/**
 * Remembers members for a while, and asks once for all who want to know the same at the
 * same moment. Only members are remembered: who is none may become one at any time.
 */
public final class RecentMembers implements Members {

	private final Members members;

	private final AsyncCache<String, Membership> known;

	/** New with every start: nobody finds an address by trying all of them. */
	private final byte[] salt = new byte[32];

	/**
	 * Wraps others.
	 * @param members asked for those who are not remembered
	 * @param freshFor how long a member is not asked for again; 0 for never
	 * @param maxKnown how many are remembered
	 */
	public RecentMembers(Members members, Duration freshFor, int maxKnown) {
		this.members = members;
		this.known = Caffeine.newBuilder()
			.maximumSize(maxKnown)
			.expireAfter(Expiry.<String, Membership>creating(
					(_, membership) -> (membership == Membership.MEMBER) ? freshFor : Duration.ZERO))
			.buildAsync();
		new SecureRandom().nextBytes(this.salt);
	}

	@Override
	public Mono<Membership> ask(String organizationId, EmailAddress email) {
		return Mono.fromFuture(() -> this.known.get(key(organizationId, email),
				(_, _) -> this.members.ask(organizationId, email).toFuture()), true);
	}

	/** Tells people apart and holds no address. */
	private String key(String organizationId, EmailAddress email) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(this.salt);
			// An address holds no line break.
			digest.update((email.value() + "\n" + organizationId).getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest.digest());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
