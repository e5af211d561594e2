package dev.missioncontrol.invite.ctl.cluster.kafka;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.missioncontrol.invite.ctl.cluster.Provisioning;
import dev.missioncontrol.invite.ctl.command.Refusal;
import dev.missioncontrol.invite.kafka.ServiceAccess;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.ResourcePatternFilter;

/**
 * Rights that services lack, and rights of services that the design does not give them.
 * Those of other users are nobody's business here.
 *
 * @param asking the cluster
 */
record AccessChanges(Asking asking) {

	List<Provisioning.Change> find() throws Refusal, InterruptedException {
		List<Provisioning.Change> changes = new ArrayList<>();
		for (ServiceAccess service : ServiceAccess.values()) {
			Collection<AclBinding> there = this.asking.get(this.asking.admin().describeAcls(of(service)).values());
			List<AclBinding> wanted = service.bindings();
			wanted.stream().filter((each) -> !there.contains(each)).map(this::allow).forEach(changes::add);
			Set<AclBinding> surplus = new HashSet<>(there);
			wanted.forEach(surplus::remove);
			surplus.stream().map(this::takeAway).forEach(changes::add);
		}
		return changes;
	}

	/** The users that the pipeline's services have. */
	static List<String> users() {
		return Arrays.stream(ServiceAccess.values()).map(ServiceAccess::user).toList();
	}

	private Provisioning.Change allow(AclBinding binding) {
		return new PlannedChange("access: allow " + text(binding), this.asking,
				() -> this.asking.admin().createAcls(List.of(binding)).all());
	}

	private Provisioning.Change takeAway(AclBinding binding) {
		return new PlannedChange("access: take away " + text(binding), this.asking,
				() -> this.asking.admin().deleteAcls(List.of(binding.toFilter())).all());
	}

	private static AclBindingFilter of(ServiceAccess service) {
		return new AclBindingFilter(ResourcePatternFilter.ANY,
				new AccessControlEntryFilter(service.principal(), null, AclOperation.ANY, AclPermissionType.ANY));
	}

	private static String text(AclBinding binding) {
		return "%s to %s %s %s%s".formatted(binding.entry().principal(), binding.entry().operation(),
				binding.pattern().resourceType(), binding.pattern().name(), switch (binding.pattern().patternType()) {
					case PREFIXED -> "…";
					default -> "";
				})
			.replace("User:", "");
	}

}
