package dev.missioncontrol.invite.event;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.event.ClaimEvent.ClaimRejected;
import dev.missioncontrol.invite.event.ClaimEvent.InviteAccepted;
import dev.missioncontrol.invite.event.ClaimEvent.InviteOpened;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.InviteCommand.InviteResendRequested;
import dev.missioncontrol.invite.event.InviteCommand.InviteRevokeRequested;
import dev.missioncontrol.invite.event.NotificationEvent.NotificationDelivered;
import dev.missioncontrol.invite.event.NotificationEvent.NotificationFailed;

/**
 * The name of each event on the wire ({@code ce_type}). A name is never reused for
 * another shape: a breaking change makes a {@code .v2}.
 */
public enum EventType {

	/** See {@link InviteRequested}. */
	REQUESTED("requested", InviteRequested.class),

	/** See {@link InviteResendRequested}. */
	RESEND_REQUESTED("resend-requested", InviteResendRequested.class),

	/** See {@link InviteRevokeRequested}. */
	REVOKE_REQUESTED("revoke-requested", InviteRevokeRequested.class),

	/** See {@link InviteSigned}. */
	SIGNED("signed", InviteSigned.class),

	/** See {@link InviteIdentified}. */
	IDENTIFIED("identified", InviteIdentified.class),

	/** See {@link NotificationDelivered}. */
	NOTIFICATION_DELIVERED("notification-delivered", NotificationDelivered.class),

	/** See {@link NotificationFailed}. */
	NOTIFICATION_FAILED("notification-failed", NotificationFailed.class),

	/** See {@link InviteOpened}. */
	OPENED("opened", InviteOpened.class),

	/** See {@link InviteAccepted}. */
	ACCEPTED("accepted", InviteAccepted.class),

	/** See {@link ClaimRejected}. */
	CLAIM_REJECTED("claim-rejected", ClaimRejected.class),

	/** See {@link InviteExpiringSoon}. */
	EXPIRING_SOON("expiring-soon", InviteExpiringSoon.class),

	/** See {@link InviteClosed}. */
	CLOSED("closed", InviteClosed.class);

	private static final String PREFIX = "dev.missioncontrol.invite.";

	private static final String VERSION = ".v1";

	private static final Map<Class<?>, EventType> BY_CLASS = Arrays.stream(values())
		.collect(Collectors.toUnmodifiableMap(EventType::dataClass, Function.identity()));

	private static final Map<String, EventType> BY_NAME = Arrays.stream(values())
		.collect(Collectors.toUnmodifiableMap(EventType::wireName, Function.identity()));

	private final String suffix;

	private final Class<? extends InviteEvent> dataClass;

	EventType(String suffix, Class<? extends InviteEvent> dataClass) {
		this.suffix = suffix;
		this.dataClass = dataClass;
	}

	/**
	 * The type of an event.
	 * @param event the event
	 * @return its type
	 */
	public static EventType of(InviteEvent event) {
		EventType type = BY_CLASS.get(event.getClass());
		if (type == null) {
			throw new IllegalStateException(event.getClass() + " has no type name");
		}
		return type;
	}

	/**
	 * The type with this name.
	 * @param wireName value of {@code ce_type}
	 * @return empty when there is none
	 */
	public static Optional<EventType> named(String wireName) {
		return Optional.ofNullable(BY_NAME.get(wireName));
	}

	/**
	 * The name on the wire.
	 * @return such as {@code dev.missioncontrol.invite.signed.v1}
	 */
	public String wireName() {
		return PREFIX + this.suffix + VERSION;
	}

	/**
	 * The record that holds such an event.
	 * @return its class
	 */
	public Class<? extends InviteEvent> dataClass() {
		return this.dataClass;
	}

	String suffix() {
		return this.suffix;
	}

}
