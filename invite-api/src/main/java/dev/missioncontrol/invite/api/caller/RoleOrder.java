package dev.missioncontrol.invite.api.caller;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.event.Role;

/**
 * Which role is above which, so that nobody gives away more than they have: otherwise
 * whoever may invite could invite himself as an admin.
 *
 * @param ascending from the lowest to the highest; a role that is not among them stands
 * beside them, and only who has it can give it
 */
public record RoleOrder(List<Role> ascending) {

	/**
	 * Checks the order.
	 * @throws IllegalArgumentException when a role is named twice
	 */
	public RoleOrder {
		ascending = List.copyOf(ascending);
		if (Set.copyOf(ascending).size() < ascending.size()) {
			throw new IllegalArgumentException("the order names a role twice");
		}
	}

	/**
	 * Refuses what is above the caller's own roles.
	 * @param caller who gives the roles
	 * @param roles what is to be given
	 * @throws ProblemException when one of them is above; it names the highest
	 */
	public void check(Caller caller, Set<Role> roles) {
		above(caller.roles(), roles).ifPresent((role) -> {
			throw new ProblemException(Problem.conflict(ProblemCode.ROLE_ABOVE_OWN,
					"The role " + role.name() + " is above your own.", Map.of("role", role.name())));
		});
	}

	private Optional<Role> above(Set<Role> own, Set<Role> wanted) {
		int reach = own.stream().mapToInt(this.ascending::indexOf).max().orElse(-1);
		return wanted.stream()
			.filter((role) -> !own.contains(role))
			.filter((role) -> !this.ascending.contains(role) || this.ascending.indexOf(role) > reach)
			.max(Comparator.<Role>comparingInt(this.ascending::indexOf).thenComparing(Role::name));
	}

}
