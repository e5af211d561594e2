package dev.missioncontrol.invite.sandbox.demo;

import java.net.URI;

/**
 * Where a demo finds everything; addresses without a slash at the end but for the
 * dashboard's.
 *
 * @param api invite-api
 * @param adminToken an admin's access token
 * @param bootstrapServers the broker
 * @param inbox the inbox's pages
 * @param claim claim-gateway
 * @param auth0 the Auth0 stand-in, whether it runs or not
 * @param auth0Runs whether it does
 * @param dashboard where accepted people land
 */
public record DemoPlaces(URI api, String adminToken, String bootstrapServers, URI inbox, URI claim, URI auth0,
		boolean auth0Runs, URI dashboard) {

	@Override
	public String toString() {
		return "DemoPlaces[" + this.api + "]";
	}

}
