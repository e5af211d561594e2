package dev.missioncontrol.invite.ctl.cluster.kafka;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.missioncontrol.invite.ctl.cluster.Provisioning;
import dev.missioncontrol.invite.ctl.command.Refusal;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.admin.UserScramCredentialsDescription;

/**
 * Users that are missing. Nobody can be asked whether a password is still the same, so
 * that of a user who is there is set again; connections that stand are not broken by it.
 *
 * @param asking the cluster
 */
record UserChanges(Asking asking) {

	private static final ScramCredentialInfo KIND = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 8192);

	List<Provisioning.Change> find(Map<String, String> passwords) throws Refusal, InterruptedException {
		if (passwords.isEmpty()) {
			return List.of();
		}
		Map<String, UserScramCredentialsDescription> there = this.asking
			.get(this.asking.admin().describeUserScramCredentials().all());
		return new TreeMap<>(passwords).entrySet()
			.stream()
			.map((each) -> set(each.getKey(), each.getValue(), there.containsKey(each.getKey())))
			.toList();
	}

	private Provisioning.Change set(String user, String password, boolean known) {
		return new PlannedChange("user %s: %s".formatted(user, known ? "set the password again" : "create"),
				this.asking,
				() -> this.asking.admin()
					.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(user, KIND, password)))
					.all());
	}

}
