package dev.missioncontrol.invite.api.reconcile.auth0;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.auth0.client.mgmt.types.ListUsersRequestParameters;
import com.auth0.client.mgmt.types.SearchEngineVersionsEnum;
import com.auth0.client.mgmt.types.UserDateSchema;
import com.auth0.client.mgmt.types.UserResponseSchema;
import dev.missioncontrol.invite.api.reconcile.SignUp;
import dev.missioncontrol.invite.api.reconcile.SignUps;
import dev.missioncontrol.invite.api.tenant.auth0.TenantApi;
import dev.missioncontrol.invite.event.InviteId;

/**
 * The users of a tenant that the post-login Action has signed up. What it writes into
 * their {@code app_metadata} counts, and nobody else can write there but the tenant's
 * admins.
 */
final class Auth0SignUps implements SignUps {

	/** Neither addresses nor names are asked for. */
	private static final String FIELDS = "user_id,updated_at,app_metadata";

	private final TenantApi api;

	private final int pageSize;

	Auth0SignUps(TenantApi api, int pageSize) {
		this.api = api;
		this.pageSize = pageSize;
	}

	@Override
	public Page changed(Instant from, Instant to, int page) {
		List<UserResponseSchema> users = this.api.ask((api) -> api.users()
			.list(ListUsersRequestParameters.builder()
				.q("app_metadata.signed_up:true AND updated_at:[" + millis(from) + " TO " + millis(to) + "]")
				.searchEngine(SearchEngineVersionsEnum.V3)
				.sort("updated_at:1")
				.page(page)
				.perPage(this.pageSize)
				.includeTotals(true)
				.fields(FIELDS)
				.includeFields(true)
				.build())
			.getItems());
		return new Page(users.stream().flatMap((user) -> signUp(user).stream()).toList(),
				users.isEmpty() ? Optional.empty() : changedAt(users.getLast()), users.size() == this.pageSize);
	}

	/** Always three digits, as Auth0 writes them: its ranges compare texts as times. */
	private static String millis(Instant time) {
		String text = time.truncatedTo(ChronoUnit.MILLIS).toString();
		return (text.length() == 20) ? text.replace("Z", ".000Z") : text;
	}

	/** Empty for an account that was signed up in another way than by an invite. */
	private static Optional<SignUp> signUp(UserResponseSchema user) {
		Map<String, Object> metadata = user.getAppMetadata().orElse(Map.of());
		if (!Boolean.TRUE.equals(metadata.get("signed_up"))
				|| !(metadata.get("organization") instanceof String organization)
				|| !(metadata.get("invite_id") instanceof String invite)) {
			return Optional.empty();
		}
		return inviteId(invite).flatMap((inviteId) -> user.getUserId()
			.flatMap((account) -> changedAt(user)
				.map((changedAt) -> new SignUp(account, inviteId, organization, changedAt))));
	}

	private static Optional<InviteId> inviteId(String text) {
		try {
			return Optional.of(InviteId.parse(text));
		}
		catch (IllegalArgumentException _) {
			return Optional.empty();
		}
	}

	private static Optional<Instant> changedAt(UserResponseSchema user) {
		return user.getUpdatedAt()
			.map(UserDateSchema::get)
			.filter(String.class::isInstance)
			.map(String.class::cast)
			.map(Instant::parse);
	}

}
