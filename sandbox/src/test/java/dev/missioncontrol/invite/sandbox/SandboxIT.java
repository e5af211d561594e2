package dev.missioncontrol.invite.sandbox;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.missioncontrol.invite.sandbox.demo.Demo;
import dev.missioncontrol.invite.sandbox.demo.DemoFailed;
import dev.missioncontrol.invite.sandbox.observability.Collector;
import dev.missioncontrol.invite.sandbox.observability.Series;
import dev.missioncontrol.invite.sandbox.observability.Watch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * The whole pipeline, on real parts. The methods are steps, each on what the last left.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SandboxIT {

	private static final int PORT_BASE = 28_080;

	private static final String TRACING = "invite.tracing.endpoint";

	private static final String SAMPLING = "invite.tracing.sampling";

	@TempDir
	private static Path parent;

	private static RunningSandbox sandbox;

	private static Addresses addresses;

	private static final Series series = new Series();

	private static Collector collector;

	/** Who took the first invite. */
	private static String member;

	@BeforeAll
	static void start() throws IOException {
		collector = Collector.start();
		System.setProperty(TRACING, collector.endpoint());
		System.setProperty(SAMPLING, "1");
		start(LinkKind.PLAIN);
	}

	private static void start(LinkKind link) {
		DataFolder folder = DataFolder.open(data(), new Ports(PORT_BASE));
		LogFiles.open(folder.logs());
		sandbox = new RunningSandbox(new Ports(PORT_BASE), folder, link);
		sandbox.check();
		addresses = sandbox.start(Path.of(System.getProperty("invite.sandbox.root", ".."), "auth0"),
				(death) -> fail("a part gave up", death));
	}

	@AfterAll
	static void stop() {
		sandbox.close();
		collector.close();
		System.clearProperty(TRACING);
		System.clearProperty(SAMPLING);
	}

	@Test
	@Order(1)
	void startsEverythingWithNode() {
		assertThat(addresses.auth0Missing()).as("these tests need Node.js 20 or later on the path").isEmpty();
	}

	@Test
	@Order(2)
	void takesAnInviteThroughAllHops() throws DemoFailed {
		StringWriter hops = new StringWriter();
		assertThat(new Demo(addresses.demoPlaces(), new PrintWriter(hops)).run()).isTrue();
		assertThat(hops.toString()).containsSubsequence("accepted the invite", "signed it", "byte for byte",
				"redirects the click", "login form", "redirects back", "dashboard", "says accepted");
		Matcher person = Pattern.compile("invite of (\\S+@\\S+)").matcher(hops.toString());
		assertThat(person.find()).isTrue();
		member = person.group(1);
	}

	@Test
	@Order(3)
	void invitesNobodyWhoIsInAlready() throws Exception {
		String body = "{\"email\": \"" + member + "\", \"roles\": [\"write\"]}";
		try (HttpClient client = HttpClient.newHttpClient()) {
			HttpResponse<String> answer = client
				.send(HttpRequest.newBuilder(URI.create("http://localhost:28080/v1/invites"))
					.header("Authorization", "Bearer " + addresses.adminToken())
					.header("Content-Type", "application/json")
					.POST(HttpRequest.BodyPublishers.ofString(body))
					.build(), HttpResponse.BodyHandlers.ofString());
			assertThat(answer.statusCode()).isEqualTo(409);
			assertThat(answer.body()).contains("already-member").doesNotContain(member);
		}
	}

	@Test
	@Order(3)
	void takesTheNextOneAsWell() throws DemoFailed {
		assertThat(new Demo(addresses.demoPlaces(), new PrintWriter(new StringWriter())).run()).isTrue();
	}

	@Test
	@Order(4)
	void answersAtEachAddressThatItPrints() throws Exception {
		StringWriter out = new StringWriter();
		addresses.print(new PrintWriter(out));
		assertThat(out.toString()).contains("http://localhost:28081/claim", "curl -i http://localhost:28080/v1/invites",
				addresses.adminToken(), "28091/invites");
		for (String address : List.of("http://localhost:28080/openapi.yaml",
				"http://localhost:28084/.well-known/jwks.json", "http://localhost:28085/",
				"http://localhost:28086/journal", "http://localhost:28087/")) {
			assertThat(status(address)).as(address).isEqualTo(200);
		}
		assertThat(status("http://localhost:28081/claim")).isBetween(400, 499);
	}

	@Test
	@Order(5)
	void tellsASecondSandboxInOneLine() {
		StringWriter error = new StringWriter();
		assertThat(run(error, "--data-dir", data().toString(), "--port-base", "29080")).isOne();
		assertThat(error.toString().lines()).singleElement().asString().contains("in use", "28080");
	}

	@Test
	@Order(6)
	void leavesNoTraceOfPeopleOrLinks() throws Exception {
		Traces traces = new Traces(new Ports(PORT_BASE), addresses);
		traces.bury("canary@example.com");
		traces.holdNothingSecret();
		look();
	}

	@Test
	@Order(7)
	void tellsATakenPortInOneLine() {
		StringWriter error = new StringWriter();
		assertThat(run(error, "--data-dir", parent.resolve("other").toString(), "--port-base", "28075")).isOne();
		assertThat(error.toString().lines()).singleElement().asString().contains("port 28080 (the dashboard) is taken");
	}

	@Test
	@Order(8)
	void stopsAndStartsAgainOnItsDataWithHawkLinks() throws Exception {
		sandbox.close();
		start(LinkKind.HAWK);
		assertThat(new Demo(addresses.demoPlaces(), new PrintWriter(new StringWriter())).run()).isTrue();
		String link = mailedLink();
		assertThat(link).contains("&bewit=");
		assertThat(status(link)).as("open, or closed by the demo").isIn(302, 410);
		assertThat(status(link.substring(0, link.indexOf("&bewit=")))).isEqualTo(400);
		assertThat(status(link.replace("&bewit=", "&a=1&bewit="))).isEqualTo(400);
	}

	@Test
	@Order(9)
	void givesWhatAlertsAndDashboardsAskFor() throws Exception {
		look();
		Watch watch = new Watch(Path.of(System.getProperty("invite.sandbox.root", "..")), series);
		watch.alertsAreTrue();
		watch.dashboardIsTrue();
		watch.listIsTrue();
	}

	@Test
	@Order(10)
	void tracesAnInviteFromThePostToSegment() {
		// The first one ended with the sandbox that was stopped, so all its spans came.
		List<Collector.Span> trace = collector.traceOf("POST /v1/invites");
		assertThat(trace).extracting(Collector.Span::name)
			.containsExactlyInAnyOrder("POST /v1/invites", "process invite.commands", "process invite.signed",
					"segment batch", "process invite.identified", "segment batch");
		assertThat(trace).extracting(Collector.Span::spanId)
			.containsAll(trace.stream().map(Collector.Span::parentId).filter((id) -> !id.isEmpty()).toList());
		assertThat(Traces.secretsIn(collector.text())).isEmpty();
	}

	/** Before and after the new start: some metrics belong to one kind of link only. */
	private static void look() throws IOException, InterruptedException {
		for (Ports.Use service : Traces.SERVICES) {
			String scrape = get(new Ports(PORT_BASE).url(service) + "/actuator/prometheus");
			assertThat(scrape).as("metrics of %s", service).contains("# TYPE jvm_memory_used_bytes gauge");
			series.add(scrape);
		}
	}

	private static int run(StringWriter error, String... arguments) {
		return Sandbox.commandLine()
			.setOut(new PrintWriter(new StringWriter()))
			.setErr(new PrintWriter(error))
			.execute(arguments);
	}

	private static int status(String address) throws IOException, InterruptedException {
		try (HttpClient client = HttpClient.newHttpClient()) {
			return client
				.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.discarding())
				.statusCode();
		}
	}

	private static String mailedLink() throws IOException, InterruptedException {
		String mails = get("http://localhost:28087/api/mails");
		return JsonMapper.shared().readTree(mails).get(0).path("links").get(0).asString();
	}

	private static String get(String address) throws IOException, InterruptedException {
		try (HttpClient client = HttpClient.newHttpClient()) {
			return client
				.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
				.body();
		}
	}

	private static Path data() {
		return parent.resolve("data");
	}

}
