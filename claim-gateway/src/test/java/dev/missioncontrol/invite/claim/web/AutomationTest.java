package dev.missioncontrol.invite.claim.web;

import java.io.IOException;
import java.util.List;

import dev.missioncontrol.invite.claim.Corpus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySourcesPropertyResolver;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

class AutomationTest {

	static final List<String> SCANNERS = Corpus.lines("scanners.txt");

	static final List<String> PEOPLE = Corpus.lines("people.txt");

	private final Automation automation = new Automation(markers());

	@ParameterizedTest
	@FieldSource("SCANNERS")
	void knowsPrograms(String agent) {
		assertThat(suspects(HttpMethod.GET, "User-Agent", agent)).isTrue();
	}

	@ParameterizedTest
	@FieldSource("PEOPLE")
	void takesBrowsersForPeople(String agent) {
		assertThat(suspects(HttpMethod.GET, "User-Agent", agent)).isFalse();
		assertThat(suspects(HttpMethod.HEAD, "User-Agent", agent)).isTrue();
	}

	@Test
	void suspectsWhoDoesNotSay() {
		assertThat(this.automation.suspects(HttpMethod.GET, new HttpHeaders())).isTrue();
		assertThat(suspects(HttpMethod.GET, "User-Agent", " ")).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "Sec-Purpose,prefetch;prerender,true", "Sec-Purpose,prefetch,true", "Purpose,prefetch,true",
			"X-Purpose,preview,true", "X-Moz,prefetch,true", "Purpose,other,false" })
	void suspectsBrowsersThatFetchAhead(String name, String value, boolean suspect) {
		HttpHeaders headers = new HttpHeaders();
		headers.set("User-Agent", PEOPLE.getFirst());
		headers.set(name, value);
		assertThat(this.automation.suspects(HttpMethod.GET, headers)).isEqualTo(suspect);
	}

	private boolean suspects(HttpMethod method, String name, String value) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(name, value);
		return this.automation.suspects(method, headers);
	}

	/** As they are when nobody sets others. */
	private static List<String> markers() {
		try {
			MutablePropertySources sources = new MutablePropertySources();
			new YamlPropertySourceLoader().load("defaults", new ClassPathResource("claim-gateway.yml"))
				.forEach(sources::addLast);
			String all = new PropertySourcesPropertyResolver(sources)
				.getRequiredProperty("claim.web.automated-user-agents");
			return List.of(all.split(",", -1));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
