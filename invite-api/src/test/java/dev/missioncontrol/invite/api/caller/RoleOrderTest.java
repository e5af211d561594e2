package dev.missioncontrol.invite.api.caller;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.event.Organization;
import dev.missioncontrol.invite.event.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class RoleOrderTest {

	private final RoleOrder order = new RoleOrder(List.of(new Role("read"), new Role("write"), new Role("admin")));

	@ParameterizedTest
	@CsvSource(nullValues = "-", textBlock = """
			admin,         read write admin, -
			write,         read write,       -
			write,         read admin,       admin
			read write,    write,            -
			read,          write admin,      admin
			read,          write,            write
			'',            read,             read
			owner,         read,             read
			admin,         billing,          billing
			billing,       billing,          -
			read billing,  billing read,     -
			""")
	void letsCallersGiveWhatIsNotAboveTheirOwn(String own, String wanted, String refused) {
		Caller caller = new Caller("auth0|grace", new Organization("acme", "Acme Inc."), roles(own));
		ProblemException problem = catchThrowableOfType(ProblemException.class,
				() -> this.order.check(caller, roles(wanted)));
		if (refused == null) {
			assertThat(problem).isNull();
		}
		else {
			assertThat(problem.problem().members()).containsEntry("role", refused);
		}
	}

	@Test
	void refusesAnOrderThatContradictsItself() {
		List<Role> twice = List.of(new Role("read"), new Role("write"), new Role("read"));
		assertThatIllegalArgumentException().isThrownBy(() -> new RoleOrder(twice));
	}

	private static Set<Role> roles(String names) {
		return Arrays.stream(names.split(" "))
			.filter((name) -> !name.isEmpty())
			.map(Role::new)
			.collect(Collectors.toSet());
	}

}
