package dev.missioncontrol.invite.api.ledger;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What can happen to a generation of an invite, in the usual order.
 */
public enum Milestone {

	/** An admin asked for it. */
	REQUESTED,

	/** Its link could not be made; the detail says why. */
	SIGNING_FAILED,

	/** Its link exists. */
	SIGNED,

	/** Segment knows the person. */
	IDENTIFIED,

	/** Segment took the notification. */
	NOTIFIED,

	/** The notification was given up; the detail says at which call and why. */
	NOTIFICATION_FAILED,

	/** A program, such as a mail scanner, followed the link. */
	SCANNED,

	/** Somebody followed the link. */
	OPENED,

	/** A genuine link led no further; the detail says why. */
	CLAIM_REJECTED,

	/** Nobody had opened it, and its time was nearly over; other systems were told. */
	EXPIRING_SOON,

	/** An account accepted it; the detail says which. */
	ACCEPTED,

	/** An admin asked to take it back; the detail says who. */
	REVOKE_REQUESTED,

	/** It was taken back; the detail says by whom. */
	REVOKED,

	/** Its time was over. */
	EXPIRED,

	/** A later generation replaced it. */
	SUPERSEDED;

	/**
	 * The name on the wire and in the database.
	 * @return lower-case words joined by hyphens
	 */
	@JsonValue
	public String wireName() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * The milestone with this name.
	 * @param wireName a name that {@link #wireName()} gave
	 * @return the milestone
	 * @throws IllegalArgumentException when there is none
	 */
	public static Milestone named(String wireName) {
		return valueOf(wireName.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

}
