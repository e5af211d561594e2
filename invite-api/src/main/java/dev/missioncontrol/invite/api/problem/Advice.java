package dev.missioncontrol.invite.api.problem;

/**
 * What a caller should know about a kind of problem: the one source of the pages that
 * {@code type} leads to and of docs/problems.md. A code without advice does not compile.
 *
 * @param meaning what happened, in sentences
 * @param action what to do about it
 * @param retry whether the same request can succeed later
 */
public record Advice(String meaning, String action, Retry retry) {

	/**
	 * What to tell about a kind of problem.
	 * @param code the kind
	 * @return the advice
	 */
	public static Advice on(ProblemCode code) {
		return switch (code) {
			case INVALID_REQUEST -> never("The body, or a parameter of the address, breaks at least one rule.",
					"Correct all that errors lists: each entry names a place and the rule that is broken there.");
			case BODY_MISSING -> never("The request needs a JSON body and has none.", "Send the body.");
			case MALFORMED_JSON ->
				never("The body is not one JSON document, or it names a field twice.", "Send valid JSON (RFC 8259).");
			case MALFORMED_CSV -> never(
					"A quote of the CSV is never closed or stands in the wrong place of a row of several lines, so that"
							+ " nobody can tell where rows begin; or its header cannot be read. Nothing was taken.",
					"Write it by RFC 4180, in UTF-8, with a header.");
			case BAD_REQUEST ->
				never("It is not well-formed HTTP, or its address is not.", "Look at the address and at the headers.");
			case INVALID_IDEMPOTENCY_KEY -> never("The Idempotency-Key breaks its rule.",
					"Send one key of 1 to 255 printable ASCII characters, such as a UUID.");
			case AUTHENTICATION_REQUIRED ->
				never("There is no access token.", "Send one in the Authorization header: Bearer, a blank, the token.");
			case INVALID_TOKEN ->
				never("The access token has expired, was not signed by the issuer, or is not meant for this service.",
						"Fetch a new token for the audience of this service, and send the request again with it.");
			case INSUFFICIENT_SCOPE -> never("The access token lacks the scope that the detail names.",
					"Ask for that scope when you fetch the token; the role of the account must give it.");
			case ROLE_ABOVE_OWN -> never(
					"Nobody can give a role that is above the caller's own. The member role names it.",
					"Ask for lower roles, or let somebody invite who has that role. A machine that invites needs the"
							+ " roles in its token.");
			case ORGANIZATION_MISSING -> never("The access token names no organization, or a malformed one.",
					"Log in for an organization: its id is a claim of the token.");
			case NOT_FOUND -> never("Nothing is served at this address.", "See /openapi.yaml for all addresses.");
			case INVITE_NOT_FOUND -> later(
					"The caller's organization has no invite with this id. One that was accepted a moment ago may not"
							+ " be recorded yet.",
					"Right after a 202, ask again as Retry-After says. Otherwise look at the id.");
			case DEAD_LETTER_NOT_FOUND -> later("No dead letter of this name is recorded, or it is not yet.",
					"Look at the list of dead letters.");
			case REPLAY_NOT_FOUND ->
				never("There is no replay with this id, or it was finished long ago.", "Look at the list of replays.");
			case BATCH_NOT_FOUND ->
				never("The caller has no batch with this id, or it ended long ago.", "Look at the id in the 202.");
			case METHOD_NOT_ALLOWED ->
				never("The address is served, but not for this method.", "Use one of the methods in the Allow header.");
			case NOT_ACCEPTABLE -> never("The Accept header excludes what can be answered.",
					"Accept application/json, or text/event-stream for a stream, or leave the header out.");
			case REQUEST_TIMEOUT ->
				later("The request came too slowly; nothing was done.", "Send it again, without long pauses.");
			case IDEMPOTENCY_KEY_IN_FLIGHT -> later("A request with the same Idempotency-Key is being worked on.",
					"Send the same request again with the same key: it gets the answer of the first one.");
			case ILLEGAL_TRANSITION ->
				never("The invite cannot be changed like this where it stands; the member inviteStatus says where.",
						"Read the invite. A person whose invite has ended can be invited anew.");
			case ALREADY_INVITED -> never(
					"The person has a pending invite to the organization; the member invite is its id.",
					"Resend or revoke that one, or send the request with onDuplicate=resend or onDuplicate=replace.");
			case ALREADY_MEMBER ->
				never("The person has an account with this address that has signed up into the organization.",
						"Nobody needs to be invited. What the person may do is changed in the account.");
			case REPLAY_FINISHED ->
				never("The replay has come to its end and cannot be cancelled any more.", "Nothing needs to be done.");
			case BATCH_FINISHED ->
				never("The batch has come to its end and cannot be stopped any more.", "Nothing needs to be done.");
			case TOO_MANY_ROWS -> never("The batch has more rows than this service takes. Nothing was taken.",
					"Send the rest as another batch.");
			case BODY_TOO_LARGE -> never("The body is longer than this service takes.", "Send less.");
			case REQUEST_LINE_TOO_LONG ->
				never("The address is longer than this service takes.", "Ask for less at once.");
			case QUOTA_EXCEEDED -> later("The rules of the organization allow no more invites for now.",
					"Wait as Retry-After says, or have an admin change the rules.");
			case TOO_MANY_REQUESTS -> later("More requests came from one address than are allowed in a time.",
					"Send fewer at a time; Retry-After names when the next one is taken.");
			case TOO_MANY_BATCHES -> later(
					"The organization sends more batches at the same time, or has more that have not ended, than this service takes. Nothing was taken.",
					"Wait for one to end, or stop one; an upload that broke off is to be finished with its Idempotency-Key.");
			case TOO_MANY_STREAMS -> later("The organization has as many streams open as this service keeps for one.",
					"Close those that nobody looks at, or read the list now and then instead.");
			case HEADERS_TOO_LARGE -> never("The headers of the request are larger than this service takes.",
					"Look at the largest one: often it is a token with too many claims.");
			case UNSUPPORTED_MEDIA_TYPE -> never(
					"The body is not declared as something that this address takes; mostly that is JSON in UTF-8.",
					"Send it with Content-Type: application/json; a batch may also be application/x-ndjson or text/csv.");
			case IDEMPOTENCY_KEY_REUSED -> never("The Idempotency-Key was used for a request that said something else.",
					"Use a new key for each request, and the same one only to send the same request again.");
			case INTERNAL_ERROR -> never("Something broke that should not. Nothing was accepted.",
					"Tell those who run the service when it happened: the fault is in their log.");
			case OVERLOADED -> later("More requests came at once than this instance takes. Nothing was done.",
					"Send the request again as Retry-After says, and fewer at a time.");
			case COMMAND_LOG_UNAVAILABLE ->
				later("Kafka did not take the command. Unless its answer was lost on the way, nothing was accepted.",
						"Send the request again as Retry-After says; with an Idempotency-Key nobody is invited twice.");
			case DATABASE_UNAVAILABLE ->
				later("The database did not answer.", "Send the request again as Retry-After says.");
			case READ_ONLY -> later(
					"This instance answers queries and changes nothing, as in a region that stands by. Nothing was done.",
					"Send changes to the region that takes them, or wait until this one does.");
			case KEYS_UNAVAILABLE ->
				later("The public keys of the token's issuer cannot be fetched, so no token can be checked.",
						"Send the request again as Retry-After says.");
			case MEMBERS_UNAVAILABLE ->
				later("The login provider does not tell whether the person is a member. Nothing was accepted.",
						"Send the request again as Retry-After says.");
		};
	}

	private static Advice never(String meaning, String action) {
		return new Advice(meaning, action, Retry.NEVER);
	}

	private static Advice later(String meaning, String action) {
		return new Advice(meaning, action, Retry.LATER);
	}

	/**
	 * Whether to send the same request again.
	 */
	public enum Retry {

		/** It gets the same answer. */
		NEVER("No: the same request gets the same answer."),

		/** What stands in the way may pass. */
		LATER("Yes, after a while: the time that Retry-After names, if it is there.");

		private final String sentence;

		Retry(String sentence) {
			this.sentence = sentence;
		}

		/**
		 * The answer in words.
		 * @return a sentence
		 */
		public String sentence() {
			return this.sentence;
		}

	}

}
