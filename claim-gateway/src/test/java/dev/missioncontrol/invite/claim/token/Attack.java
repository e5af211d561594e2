package dev.missioncontrol.invite.claim.token;

/**
 * A token that somebody made up, and what has to be found wrong with it.
 *
 * @param name what the attacker tries
 * @param token compact form
 * @param flaw the first thing that a verifier finds
 */
record Attack(String name, String token, Flaw flaw) {

	@Override
	public String toString() {
		return this.name;
	}

}
