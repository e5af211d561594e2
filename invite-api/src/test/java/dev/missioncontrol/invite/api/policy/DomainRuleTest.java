package dev.missioncontrol.invite.api.policy;

import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.event.EmailAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DomainRuleTest {

	@Test
	void admitsEverybodyUnlessToldOtherwise() {
		assertThat(DomainRule.ALL.admits(new EmailAddress("ada@example.com"))).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "ada@example.com,true", "ada@EXAMPLE.com,true", "ada@mail.example.com,false",
			"ada@example.com.example.net,false", "ada@notexample.com,false", "ada@a.example.org,true",
			"ada@b.a.example.org,true", "ada@example.org,false", "ada@xexample.org,false" })
	void admitsAllowedDomainsOnly(String email, boolean admitted) {
		assertThat(new DomainRule(domains("example.com", "*.example.org"), domains()).admits(new EmailAddress(email)))
			.isEqualTo(admitted);
	}

	@Test
	void deniesWhatIsDeniedThoughAllowed() {
		DomainRule rule = new DomainRule(domains("*.example.com"), domains("guests.example.com"));
		assertThat(rule.admits(new EmailAddress("ada@staff.example.com"))).isTrue();
		assertThat(rule.admits(new EmailAddress("ada@guests.example.com"))).isFalse();
	}

	@Test
	void keepsNamesAsTheyStandInAddresses() {
		assertThat(new DomainPattern(" B\u00dcCHER.Example ").value()).isEqualTo("xn--bcher-kva.example");
		assertThat(new DomainPattern("*.Example.COM").value()).isEqualTo("*.example.com");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "com", "*", "*.com", "*.*.example.com", "a.*.com", "-a.example.com", "a b.example.com",
			"ada@example.com", "example.com.", "https://example.com", "example.com,example.org", "example..com" })
	void refusesWhatIsNoDomain(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> new DomainPattern(text));
	}

	private static SortedSet<DomainPattern> domains(String... texts) {
		return Arrays.stream(texts).map(DomainPattern::new).collect(Collectors.toCollection(TreeSet::new));
	}

}
