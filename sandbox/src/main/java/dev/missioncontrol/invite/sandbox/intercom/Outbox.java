package dev.missioncontrol.invite.sandbox.intercom;

/**
 * Where e-mails leave from.
 */
@FunctionalInterface
public interface Outbox {

	/**
	 * Sends one.
	 * @param mail the e-mail
	 * @return whether the mail server took it
	 */
	boolean send(InvitationMail mail);

}
