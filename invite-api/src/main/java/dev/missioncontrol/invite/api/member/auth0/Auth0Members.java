package dev.missioncontrol.invite.api.member.auth0;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import com.auth0.client.mgmt.core.ManagementApiException;
import com.auth0.client.mgmt.core.RequestOptions;
import com.auth0.client.mgmt.types.ListUsersByEmailRequestParameters;
import com.auth0.client.mgmt.types.UserResponseSchema;
import dev.missioncontrol.invite.api.member.Members;
import dev.missioncontrol.invite.api.member.Membership;
import dev.missioncontrol.invite.api.tenant.auth0.Tenant;
import dev.missioncontrol.invite.api.tenant.auth0.TenantApi;
import dev.missioncontrol.invite.event.EmailAddress;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Asks for the users that have an address ({@code users-by-email}, which sees each write
 * at once, as the search does not), and looks for one that the post-login Action has
 * signed up into the organization. Auth0 tells upper from lower case there; its own
 * databases keep addresses in lower case, as invites do.
 */
final class Auth0Members implements Members {

	private static final Logger logger = LoggerFactory.getLogger(Auth0Members.class);

	/** No addresses and no names. */
	private static final int BAD_REQUEST = 400;

	private static final String FIELDS = "app_metadata,email_verified";

	private final TenantApi api;

	private final Turnstile turnstile;

	private final Executor threads;

	private final MemberSettings settings;

	private final Pauses pauses;

	private final MeterRegistry meters;

	Auth0Members(TenantApi api, Turnstile turnstile, Executor threads, MemberSettings settings, MeterRegistry meters) {
		this.api = api;
		this.turnstile = turnstile;
		this.threads = threads;
		this.settings = settings;
		this.pauses = new Pauses(settings.pause(), settings.longestPause());
		this.meters = meters;
	}

	@Override
	public Mono<Membership> ask(String organizationId, EmailAddress email) {
		return Mono.defer(() -> {
			Turnstile.Entry entry = this.turnstile.enter();
			return (entry == Turnstile.Entry.GRANTED) ? answer(organizationId, email) : unknown(entry.code());
		});
	}

	/**
	 * Auth0's client blocks: each question has a virtual thread, and a place until it
	 * ends.
	 */
	private Mono<Membership> answer(String organizationId, EmailAddress email) {
		return Mono
			.fromFuture(() -> CompletableFuture.supplyAsync(() -> find(organizationId, email), this.threads)
				.whenComplete((_, _) -> this.turnstile.leave()), true)
			.timeout(this.settings.timeout())
			.doOnNext((membership) -> count(membership.name().toLowerCase(Locale.ROOT)))
			.onErrorResume((_) -> unknown("failed"));
	}

	private Mono<Membership> unknown(String why) {
		count(why);
		return Mono.just(Membership.UNKNOWN);
	}

	private Membership find(String organizationId, EmailAddress email) {
		try {
			boolean member = users(email).stream().anyMatch((user) -> isMember(user, organizationId));
			return member ? Membership.MEMBER : Membership.STRANGER;
		}
		catch (RuntimeException ex) {
			if (ex instanceof ManagementApiException refusal && refusal.statusCode() == BAD_REQUEST) {
				// Auth0 takes this for no address, so no account has it; it says nothing
				// about others.
				return Membership.STRANGER;
			}
			Duration pause = this.pauses.after(ex);
			if (this.turnstile.pause(pause)) {
				logger.warn("Auth0 is not asked for members for {}: {}", pause, Tenant.describe(ex));
			}
			throw ex;
		}
	}

	private List<UserResponseSchema> users(EmailAddress email) {
		return this.api.ask((api) -> api.users()
			.listUsersByEmail(
					ListUsersByEmailRequestParameters.builder()
						.email(email.value())
						.fields(FIELDS)
						.includeFields(true)
						.build(),
					RequestOptions.builder()
						.timeout(Math.toIntExact(this.settings.timeout().toMillis()), TimeUnit.MILLISECONDS)
						.build()));
	}

	/**
	 * An account whose address is not verified may be anybody's. A blocked one is a
	 * member's: an invite would not unblock it.
	 */
	private static boolean isMember(UserResponseSchema user, String organizationId) {
		Map<String, Object> metadata = user.getAppMetadata().orElse(Map.of());
		return Boolean.TRUE.equals(metadata.get("signed_up")) && organizationId.equals(metadata.get("organization"))
				&& user.getEmailVerified().orElse(false);
	}

	private void count(String result) {
		this.meters.counter("invite.members.asked", "result", result).increment();
	}

}
