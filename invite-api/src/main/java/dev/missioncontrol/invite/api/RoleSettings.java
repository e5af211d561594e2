package dev.missioncontrol.invite.api;

import java.util.List;

import dev.missioncontrol.invite.api.caller.RoleOrder;
import dev.missioncontrol.invite.event.Role;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which role is above which.
 *
 * @param roleOrder names of roles from the lowest to the highest
 */
@ConfigurationProperties("invite.policy")
record RoleSettings(List<String> roleOrder) {

	RoleOrder order() {
		return new RoleOrder(this.roleOrder.stream().map(Role::new).toList());
	}

}
