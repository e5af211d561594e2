package dev.missioncontrol.invite.api.problem;

import java.util.Locale;

/**
 * All kinds of problems that a caller can meet. The names are a contract: they are in
 * {@code type} and {@code code} over REST and in {@code extensions.code} over GraphQL.
 */
public enum ProblemCode {

	/** The body breaks rules; all of them are listed. */
	INVALID_REQUEST(400, "The request is not valid"),

	/** There is no body. */
	BODY_MISSING(400, "The request has no body"),

	/** The body cannot be read as JSON. */
	MALFORMED_JSON(400, "The body is not JSON"),

	/** Nobody can tell where the rows of the CSV begin, or what its columns mean. */
	MALFORMED_CSV(400, "The body is not CSV"),

	/** The request cannot be understood for another reason. */
	BAD_REQUEST(400, "The request cannot be understood"),

	/** The Idempotency-Key header breaks its rule. */
	INVALID_IDEMPOTENCY_KEY(400, "The Idempotency-Key is not valid"),

	/** There is no bearer token. */
	AUTHENTICATION_REQUIRED(401, "A bearer token is required"),

	/** The bearer token is expired, forged, or not for this service. */
	INVALID_TOKEN(401, "The bearer token is not valid"),

	/** The bearer token lacks a scope. */
	INSUFFICIENT_SCOPE(403, "The token lacks a scope"),

	/**
	 * The caller's own roles do not reach up to a role of the invite; {@code role} says
	 * to which.
	 */
	ROLE_ABOVE_OWN(403, "A role is above the caller's own"),

	/** The bearer token names no organization. */
	ORGANIZATION_MISSING(403, "The token names no organization"),

	/** Nothing is served at this address. */
	NOT_FOUND(404, "There is nothing here"),

	/** No such invite in the caller's organization, or not yet. */
	INVITE_NOT_FOUND(404, "There is no such invite"),

	/** No dead letter of this name, or not yet. */
	DEAD_LETTER_NOT_FOUND(404, "There is no such dead letter"),

	/** No replay of this id, or no longer. */
	REPLAY_NOT_FOUND(404, "There is no such replay"),

	/** No batch of this id in the caller's organization, or no longer. */
	BATCH_NOT_FOUND(404, "There is no such batch"),

	/** The address exists, but not for this method. */
	METHOD_NOT_ALLOWED(405, "The method is not allowed"),

	/** The caller accepts no media type that can be given. */
	NOT_ACCEPTABLE(406, "No acceptable media type"),

	/** The body came too slowly. */
	REQUEST_TIMEOUT(408, "The body came too slowly"),

	/** A request with the same key is being worked on. */
	IDEMPOTENCY_KEY_IN_FLIGHT(409, "A request with this Idempotency-Key is in progress"),

	/**
	 * The invite cannot be changed like this where it stands; {@code inviteStatus} says
	 * where.
	 */
	ILLEGAL_TRANSITION(409, "The invite cannot be changed like this any more"),

	/**
	 * The person has a pending invite; {@code invite} is its id, {@code path} where it
	 * can be read.
	 */
	ALREADY_INVITED(409, "The person is already invited"),

	/** The person has signed up into the organization. */
	ALREADY_MEMBER(409, "The person is a member already"),

	/** The replay has come to its end. */
	REPLAY_FINISHED(409, "The replay is finished"),

	/** The batch has come to its end. */
	BATCH_FINISHED(409, "The batch is finished"),

	/** The body is longer than allowed. */
	BODY_TOO_LARGE(413, "The body is too large"),

	/** The batch has more rows than allowed. */
	TOO_MANY_ROWS(413, "The batch has too many rows"),

	/** The address is longer than allowed. */
	REQUEST_LINE_TOO_LONG(414, "The address is too long"),

	/** The body is not declared as what this address takes. */
	UNSUPPORTED_MEDIA_TYPE(415, "The media type is not supported"),

	/** The key was used for another request. */
	IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for another request"),

	/** More invites than the organization's rules allow in a time. */
	QUOTA_EXCEEDED(429, "The organization has sent too many invites"),

	/** More batches than one organization may have open or send at the same time. */
	TOO_MANY_BATCHES(429, "The organization has too many batches open"),

	/** More streams than one organization may have open. */
	TOO_MANY_STREAMS(429, "The organization has too many streams open"),

	/** More requests from one address than are allowed in a time. */
	TOO_MANY_REQUESTS(429, "Too many requests"),

	/** All headers together are larger than allowed. */
	HEADERS_TOO_LARGE(431, "The headers are too large"),

	/** A fault of ours. */
	INTERNAL_ERROR(500, "Something went wrong"),

	/** More requests at once than this instance takes. */
	OVERLOADED(503, "Too many requests at the moment"),

	/** Kafka did not take the command. */
	COMMAND_LOG_UNAVAILABLE(503, "Invites cannot be taken at the moment"),

	/** PostgreSQL did not answer. */
	DATABASE_UNAVAILABLE(503, "The database cannot be reached at the moment"),

	/** Only queries are answered, as in a backup region. */
	READ_ONLY(503, "Nothing can be changed here at the moment"),

	/** The issuer's public keys could not be fetched. */
	KEYS_UNAVAILABLE(503, "Tokens cannot be checked at the moment"),

	/** The login provider does not tell who is a member. */
	MEMBERS_UNAVAILABLE(503, "Membership cannot be checked at the moment");

	private final int status;

	private final String title;

	ProblemCode(int status, String title) {
		this.status = status;
		this.title = title;
	}

	/**
	 * The name on the wire.
	 * @return lower-case words joined by hyphens
	 */
	public String wireName() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * The HTTP status.
	 * @return a number from 400 to 599
	 */
	public int status() {
		return this.status;
	}

	/**
	 * What this is, the same for every occurrence.
	 * @return a short text
	 */
	public String title() {
		return this.title;
	}

}
