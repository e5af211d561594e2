package dev.missioncontrol.invite.sandbox.auth0;

import java.util.List;
import java.util.Map;

/**
 * What the stand-in has to know.
 *
 * @param port port of the loopback address
 * @param clientId the one application
 * @param clientSecret its secret
 * @param claimUrl where claim-gateway is
 * @param statusSecret secret of claim-gateway's status answers
 * @param audience the API that access tokens are for
 * @param scopes scopes of that API
 * @param invitePublicKey PEM of the key that signs invites
 * @param inviteIssuer issuer of invites
 * @param inviteAudience audience of invites
 */
public record Auth0Settings(int port, String clientId, String clientSecret, String claimUrl, String statusSecret,
		String audience, List<String> scopes, String invitePublicKey, String inviteIssuer, String inviteAudience) {

	/** The stand-in's configuration file. */
	Map<String, Object> json(String actionFile, String dataFile) {
		return Map.of("port", this.port, "host", "127.0.0.1", "dataFile", dataFile, "clients", List.of(client()),
				"apis", List.of(Map.of("identifier", this.audience, "scopes", this.scopes)), "action",
				Map.of("file", actionFile, "secrets", secrets()));
	}

	private Map<String, Object> client() {
		return Map.of("client_id", this.clientId, "client_secret", this.clientSecret, "callbacks",
				List.of(this.claimUrl + "/claim/callback"), "name", "Mission Control", "management",
				List.of("read:users"));
	}

	private Map<String, String> secrets() {
		return Map.of("invitePublicKey", this.invitePublicKey, "inviteIssuer", this.inviteIssuer, "inviteAudience",
				this.inviteAudience, "inviteStatusUrl", this.claimUrl + "/claim/status", "inviteStatusSecret",
				this.statusSecret);
	}

	@Override
	public String toString() {
		return "Auth0Settings[***]";
	}

}
