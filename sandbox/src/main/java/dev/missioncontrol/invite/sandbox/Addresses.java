package dev.missioncontrol.invite.sandbox;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

import dev.missioncontrol.invite.sandbox.Ports.Use;
import dev.missioncontrol.invite.sandbox.demo.DemoPlaces;

/**
 * Where everything is.
 *
 * @param ports the ports
 * @param adminToken a fresh access token of an admin
 * @param bootstrapServers the broker
 * @param postgresUrl the database, for psql
 * @param auth0Missing why the Auth0 stand-in does not run; empty when it does
 * @param logs folder of the logs
 */
record Addresses(Ports ports, String adminToken, String bootstrapServers, String postgresUrl,
		Optional<String> auth0Missing, Path logs) {

	DemoPlaces demoPlaces() {
		return new DemoPlaces(uri(Use.INVITE_API), this.adminToken, this.bootstrapServers, uri(Use.INBOX),
				uri(Use.CLAIM_GATEWAY), uri(Use.AUTH0), this.auth0Missing.isEmpty(),
				URI.create(this.ports.url(Use.DASHBOARD) + "/"));
	}

	void print(PrintWriter out) {
		String api = this.ports.url(Use.INVITE_API);
		line(out, "Invite API", api + "/v1/invites");
		line(out, "OpenAPI", api + "/openapi.yaml");
		line(out, "GraphQL", api + "/graphql");
		line(out, "Claim", this.ports.url(Use.CLAIM_GATEWAY) + "/claim");
		line(out, "Auth0 stand-in", this.auth0Missing.map((reason) -> "not running: " + reason)
			.orElseGet(() -> this.ports.url(Use.AUTH0) + "/"));
		line(out, "Segment journal", this.ports.url(Use.SEGMENT) + "/journal");
		line(out, "Inbox", this.ports.url(Use.INBOX) + "/");
		line(out, "Dashboard", this.ports.url(Use.DASHBOARD) + "/");
		line(out, "Kafka", this.bootstrapServers);
		line(out, "PostgreSQL", this.postgresUrl);
		line(out, "Health",
				"/actuator/health at %s (invite-api), %s (claim-gateway), %s, %s".formatted(
						this.ports.url(Use.INVITE_API_MANAGEMENT), this.ports.url(Use.CLAIM_GATEWAY_MANAGEMENT),
						this.ports.url(Use.TOKEN_WORKER), this.ports.url(Use.SEGMENT_BRIDGE)));
		line(out, "Logs", this.logs.toString());
		out.printf("%nAdmin token, good for 12 hours (a fresh one: %s/token):%n%n%s%n", this.ports.url(Use.DASHBOARD),
				this.adminToken);
		out.printf("%nInvite somebody:%n%n%s%n%n", curl(api));
		out.flush();
	}

	private String curl(String api) {
		return """
				curl -i %s/v1/invites \\
				  -H 'Authorization: Bearer %s' \\
				  -H 'Content-Type: application/json' \\
				  -d '{"email": "ada@example.com", "roles": ["write"]}'""".formatted(api, this.adminToken);
	}

	private URI uri(Use use) {
		return URI.create(this.ports.url(use));
	}

	private static void line(PrintWriter out, String name, String address) {
		out.printf("%-16s %s%n", name, address);
	}

	@Override
	public String toString() {
		return "Addresses[" + this.ports + "]";
	}

}
