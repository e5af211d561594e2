package dev.missioncontrol.invite.api.ledger.r2dbc;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.api.database.r2dbc.Columns;
import dev.missioncontrol.invite.event.EmailAddress;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.Organization;
import dev.missioncontrol.invite.event.Role;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The table {@code invite}: the newest generation of each.
 */
final class InviteRows {

	/**
	 * Of two tellings of an invite the newer generation counts; of two of the same
	 * generation, which should not differ, the earlier one. That is a total order, so the
	 * outcome does not depend on who comes first.
	 */
	private static final String MERGE = """
			insert into invite as i (id, generation, organization_id, organization_name, email, roles, requested_by,
				requested_at, renewed_at, expires_at, locale, metadata)
			select id, generation, organization_id, organization_name, email, string_to_array(roles, ','), requested_by,
				renewed_at, renewed_at, expires_at, locale, metadata::jsonb
			from unnest($1::uuid[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
				$8::timestamptz[], $9::timestamptz[], $10::text[], $11::text[])
			as told (id, generation, organization_id, organization_name, email, roles, requested_by, renewed_at,
				expires_at, locale, metadata)
			on conflict (id) do update set
				(generation, organization_id, organization_name, email, roles, requested_by, renewed_at, expires_at,
					locale, metadata) = (
					select * from (values
						(excluded.generation, excluded.organization_id, excluded.organization_name, excluded.email,
							excluded.roles, excluded.requested_by, excluded.renewed_at, excluded.expires_at,
							excluded.locale, excluded.metadata),
						(i.generation, i.organization_id, i.organization_name, i.email, i.roles, i.requested_by,
							i.renewed_at, i.expires_at, i.locale, i.metadata))
					as both_of_them (generation, organization_id, organization_name, email, roles, requested_by,
						renewed_at, expires_at, locale, metadata)
					order by generation desc, renewed_at, email, expires_at, organization_id, metadata
					limit 1),
				requested_at = least(i.requested_at, excluded.requested_at),
				changed_in = pg_current_xact_id()
			where excluded.generation > i.generation or excluded.requested_at < i.requested_at
				or excluded.generation = i.generation and excluded.renewed_at <= i.renewed_at
				and (excluded.email, excluded.expires_at, excluded.organization_id, excluded.metadata)
					is distinct from (i.email, i.expires_at, i.organization_id, i.metadata)""";

	private static final String FIND = """
			select id, generation, organization_id, organization_name, email, roles, requested_by, requested_at,
				renewed_at, expires_at, locale, metadata::text as metadata
			from invite where id = $1 and organization_id = $2""";

	private static final String FIND_ALL = """
			select id, generation, organization_id, organization_name, email, roles, requested_by, requested_at,
				renewed_at, expires_at, locale, metadata::text as metadata
			from invite where id = any($1)""";

	private static final TypeReference<TreeMap<String, String>> PAIRS = new TypeReference<>() {
	};

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final DatabaseClient database;

	InviteRows(DatabaseClient database) {
		this.database = database;
	}

	/**
	 * One statement touches a row once only, so each generation has a turn of its own.
	 */
	Mono<Void> merge(List<Invite> invites) {
		return Flux
			.fromIterable(invites.stream()
				.collect(Collectors.groupingBy(Invite::generation, TreeMap::new, Collectors.toList()))
				.values())
			.concatMap(this::mergeGeneration)
			.then();
	}

	private Mono<Long> mergeGeneration(List<Invite> invites) {
		return this.database.sql(MERGE)
			.bind(0, Columns.uuids(invites, (invite) -> invite.inviteId().value()))
			.bind(1, Columns.integers(invites, Invite::generation))
			.bind(2, Columns.texts(invites, (invite) -> invite.organization().id()))
			.bind(3, Columns.texts(invites, (invite) -> invite.organization().name()))
			.bind(4, Columns.texts(invites, (invite) -> invite.email().value()))
			.bind(5, Columns.texts(invites, InviteRows::roles))
			.bind(6, Columns.texts(invites, Invite::requestedBy))
			.bind(7, Columns.times(invites, Invite::requestedAt))
			.bind(8, Columns.times(invites, Invite::expiresAt))
			.bind(9, Columns.texts(invites, Invite::locale))
			.bind(10, Columns.texts(invites, (invite) -> this.mapper.writeValueAsString(invite.metadata())))
			.fetch()
			.rowsUpdated();
	}

	/** The name of a role holds no comma. */
	private static String roles(Invite invite) {
		return invite.roles().stream().map(Role::name).collect(Collectors.joining(","));
	}

	Mono<Found> find(String organizationId, InviteId inviteId) {
		return this.database.sql(FIND)
			.bind(0, inviteId.value())
			.bind(1, organizationId)
			.map((row) -> new Found(invite(row), Columns.time(row, "requested_at")))
			.one();
	}

	Flux<Found> findAll(List<InviteId> inviteIds) {
		return this.database.sql(FIND_ALL)
			.bind(0, Columns.uuids(inviteIds, InviteId::value))
			.map((row) -> new Found(invite(row), Columns.time(row, "requested_at")))
			.all();
	}

	private Invite invite(Readable row) {
		return new Invite(new InviteId(Columns.required(row, "id", UUID.class)),
				Columns.required(row, "generation", Integer.class),
				new EmailAddress(Columns.required(row, "email", String.class)),
				new Organization(Columns.required(row, "organization_id", String.class),
						Columns.required(row, "organization_name", String.class)),
				Arrays.stream(Columns.required(row, "roles", String[].class))
					.map(Role::new)
					.collect(Collectors.toCollection(TreeSet::new)),
				Columns.required(row, "requested_by", String.class), Columns.time(row, "renewed_at"),
				Columns.time(row, "expires_at"), row.get("locale", String.class),
				this.mapper.readValue(Columns.required(row, "metadata", String.class), PAIRS));
	}

	/**
	 * The newest generation of an invite, and when the first one was asked for.
	 */
	record Found(Invite invite, Instant requestedAt) {
	}

}
