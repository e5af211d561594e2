package dev.missioncontrol.invite.token.signing;

import java.util.function.Supplier;

import dev.missioncontrol.invite.event.ClaimToken;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteCommand;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.InviteCommand.InviteResendRequested;
import dev.missioncontrol.invite.event.InviteCommand.InviteRevokeRequested;
import dev.missioncontrol.invite.event.InviteLink;
import dev.missioncontrol.invite.event.InviteSigned;
import dev.missioncontrol.invite.token.signing.SigningResult.Ignored;
import dev.missioncontrol.invite.token.signing.SigningResult.Refused;
import dev.missioncontrol.invite.token.signing.SigningResult.Signed;

/**
 * Makes the link of an invite. Looks at nothing but the command, not even the clock, so
 * that the same command gives the same link whenever it is replayed with the same key.
 * Safe for use by several threads.
 */
public final class SigningInvite {

	/** Code of the refusal of an invite whose link would be too long. */
	public static final String URL_TOO_LONG = "url-too-long";

	private final Supplier<TokenSigner> signers;

	private final LinkRule rule;

	private final LinkSeal seal;

	/**
	 * Signs by one rule.
	 * @param signers gives the signer to use now
	 * @param rule makes links of tokens
	 * @param seal finishes links
	 */
	public SigningInvite(Supplier<TokenSigner> signers, LinkRule rule, LinkSeal seal) {
		this.signers = signers;
		this.rule = rule;
		this.seal = seal;
	}

	/**
	 * Signs an invite.
	 * @param command what a dashboard asked for
	 * @return the signed invite, or why there is none
	 * @throws IllegalStateException when signing itself fails; trying again may help
	 */
	public SigningResult sign(InviteCommand command) {
		return switch (command) {
			case InviteRequested(Invite invite, var _) -> sign(invite);
			case InviteResendRequested(Invite invite, var _) -> sign(invite);
			case InviteRevokeRequested _ -> new Ignored();
		};
	}

	private SigningResult sign(Invite invite) {
		TokenSigner signer = this.signers.get();
		String token = signer.sign(ClaimToken.of(invite, this.rule.issuer(), this.rule.audience()));
		InviteLink link;
		try {
			link = this.seal.seal(InviteLink.of(this.rule.claimBaseUrl(), token), invite.expiresAt());
		}
		catch (IllegalArgumentException ex) {
			// The base URL was checked at the start, so the length is all that is left.
			return new Refused(URL_TOO_LONG, "more than " + InviteLink.MAX_LENGTH + " characters");
		}
		if (!this.rule.chunks().fits(link)) {
			return new Refused(URL_TOO_LONG, link.value().length() + " characters do not fit "
					+ this.rule.chunks().count() + " chunks of " + this.rule.chunks().maxLength());
		}
		return new Signed(new InviteSigned(invite, link, this.rule.chunks().split(link), signer.keyId()));
	}

}
