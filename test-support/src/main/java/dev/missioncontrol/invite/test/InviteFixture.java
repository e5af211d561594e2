package dev.missioncontrol.invite.test;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.missioncontrol.invite.event.EmailAddress;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.Organization;
import dev.missioncontrol.invite.event.Role;

/**
 * An invite as tests need it: valid as it stands, each part changed by one call.
 */
public final class InviteFixture {

	/** Where people are invited to. */
	public static final Organization ORGANIZATION = new Organization("acme", "Acme Inc.");

	private InviteId inviteId = InviteId.next();

	private int generation = 1;

	private String email = "grace@example.com";

	private Organization organization = ORGANIZATION;

	private TreeSet<Role> roles = new TreeSet<>();

	private Instant requestedAt = Instant.now();

	private Duration ttl = Duration.ofHours(24);

	private InviteFixture() {
		roles("read", "write");
	}

	/**
	 * A fresh invite, requested now, for 24 hours.
	 * @return the fixture
	 */
	public static InviteFixture anInvite() {
		return new InviteFixture();
	}

	/**
	 * Sets the id.
	 * @param inviteId the id
	 * @return this
	 */
	public InviteFixture id(InviteId inviteId) {
		this.inviteId = inviteId;
		return this;
	}

	/**
	 * Sets the generation.
	 * @param generation 1 or more
	 * @return this
	 */
	public InviteFixture generation(int generation) {
		this.generation = generation;
		return this;
	}

	/**
	 * Sets the address.
	 * @param email who is invited
	 * @return this
	 */
	public InviteFixture email(String email) {
		this.email = email;
		return this;
	}

	/**
	 * Sets the organization.
	 * @param organization where to
	 * @return this
	 */
	public InviteFixture organization(Organization organization) {
		this.organization = organization;
		return this;
	}

	/**
	 * Sets the roles.
	 * @param names at least one
	 * @return this
	 */
	public InviteFixture roles(String... names) {
		this.roles = new TreeSet<>();
		for (String name : names) {
			this.roles.add(new Role(name));
		}
		return this;
	}

	/**
	 * Sets the time of the request.
	 * @param requestedAt also the token's {@code iat}
	 * @return this
	 */
	public InviteFixture requestedAt(Instant requestedAt) {
		this.requestedAt = requestedAt;
		return this;
	}

	/**
	 * Sets how long the link works.
	 * @param ttl from the request on
	 * @return this
	 */
	public InviteFixture ttl(Duration ttl) {
		this.ttl = ttl;
		return this;
	}

	/**
	 * Makes the invite.
	 * @return the invite
	 */
	public Invite build() {
		return new Invite(this.inviteId, this.generation, new EmailAddress(this.email), this.organization, this.roles,
				"auth0|admin", this.requestedAt, this.requestedAt.plus(this.ttl), null, new TreeMap<>());
	}

}
