package dev.missioncontrol.invite.sandbox;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import dev.missioncontrol.invite.claim.admission.Refusal;
import dev.missioncontrol.invite.sandbox.browser.Chromium;
import dev.missioncontrol.invite.sandbox.browser.Invitations;
import dev.missioncontrol.invite.sandbox.browser.Visitor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * People in front of a real browser, from the e-mail to the dashboard. Their screens are
 * kept in {@code target/screenshots}.
 */
@EnabledIf(value = "hasChromium", disabledReason = "no Chromium on the path: no browser, no browser tests")
class BrowserIT {

	private static final Ports PORTS = new Ports(28_120);

	private static final String DASHBOARD = PORTS.url(Ports.Use.DASHBOARD) + "/";

	@TempDir
	private static Path parent;

	private static RunningSandbox sandbox;

	private static Addresses addresses;

	private static Invitations invitations;

	private static Chromium chromium;

	static boolean hasChromium() {
		return Chromium.find().isPresent();
	}

	@BeforeAll
	static void start() {
		DataFolder folder = DataFolder.open(parent.resolve("data"), PORTS);
		LogFiles.open(folder.logs());
		sandbox = new RunningSandbox(PORTS, folder, LinkKind.PLAIN);
		sandbox.check();
		addresses = sandbox.start(Path.of(System.getProperty("invite.sandbox.root", ".."), "auth0"), (death) -> {
			throw death;
		});
		invitations = new Invitations(addresses.demoPlaces(), folder.privateKeys().resolve("0001.pem"));
		invitations.invite("in@example.com", "right@example.com", "new@example.com", "gone@example.com",
				"plain@example.com", "keys@example.com", "phone@example.com", "back@example.com", "tabs@example.com",
				"other@example.com", "attacker@example.com");
		chromium = Chromium.start(Chromium.find().orElseThrow());
	}

	@AfterAll
	static void stop() throws Exception {
		try {
			if (addresses != null) {
				new Traces(PORTS, addresses).holdNothingSecret();
			}
		}
		finally {
			for (AutoCloseable part : Arrays.asList(chromium, invitations, sandbox)) {
				if (part != null) {
					part.close();
				}
			}
		}
	}

	@Test
	void letsTheInvitedPersonIn() {
		try (Visitor visitor = chromium.visitor()) {
			visitor.clickTheLinkOf(invitations.awaitMail("in@example.com"));
			assertThat(visitor.page().getByLabel("E-mail address").first().inputValue()).isEqualTo("in@example.com");
			assertThat(cookies(visitor)).singleElement().satisfies((cookie) -> {
				assertThat(cookie.name).startsWith("__Host-invite_login_");
				assertThat(cookie.secure).isTrue();
				assertThat(cookie.httpOnly).isTrue();
				assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.LAX);
				assertThat(cookie.path).isEqualTo("/");
			});
			visitor.shoot("login").logInAsProposed().arrivesAt(DASHBOARD);
			assertThat(cookies(visitor)).isEmpty();
			assertThat(visitor.referers()).isEmpty();
			invitations.awaitStatus("in@example.com", "accepted");

			// Once more: the link has done its work, and says where to go.
			visitor.clickTheLinkOf(invitations.awaitMail("in@example.com"))
				.isRefused("invite_already_accepted")
				.shoot("already-accepted")
				.follow("Go to the dashboard")
				.arrivesAt(DASHBOARD);
			assertThat(visitor.referers()).isEmpty();
		}
	}

	@Test
	void keepsTheInviteForThePersonAfterAWrongAccount() {
		try (Visitor visitor = chromium.visitor()) {
			visitor.clickTheLinkOf(invitations.awaitMail("right@example.com"))
				.logIn("wrong@example.com", true)
				.isRefused("invite_wrong_account")
				.shoot("wrong-account");
			assertThat(visitor.page().locator(".hint").textContent()).contains("r•••@example.com");
			invitations.awaitStatus("right@example.com", "opened");
			visitor.page().reload();
			visitor.isRefused("invite_wrong_account")
				.follow("Log in as the invited person")
				.arrivesAt("**/authorize?**");
			assertThat(visitor.page().url()).contains("prompt=login", "login_hint=right%40example.com");
			visitor.logInAsProposed().arrivesAt(DASHBOARD);
			assertThat(visitor.referers()).isEmpty();
			invitations.awaitStatus("right@example.com", "accepted");
		}
	}

	@Test
	void keepsTheInviteUntilTheAddressIsVerified() {
		try (Visitor visitor = chromium.visitor()) {
			visitor.clickTheLinkOf(invitations.awaitMail("new@example.com"))
				.logIn("new@example.com", false)
				.isRefused("email_not_verified")
				.shoot("not-verified")
				.follow("Try again")
				.logIn("new@example.com", true)
				.arrivesAt(DASHBOARD);
			invitations.awaitStatus("new@example.com", "accepted");
		}
	}

	@Test
	void saysThatALinkHasExpired() {
		try (Visitor visitor = chromium.visitor()) {
			visitor.page().navigate(invitations.expiredLink());
			visitor.isRefused("invite_expired").shoot("expired");
			assertThat(visitor.referers()).isEmpty();
		}
	}

	@Test
	void saysThatAnInviteWasWithdrawnBeforeOrDuringTheLogin() {
		String mail = invitations.awaitMail("gone@example.com");
		try (Visitor early = chromium.visitor(); Visitor late = chromium.visitor()) {
			early.clickTheLinkOf(mail);
			invitations.revoke("gone@example.com");
			// The gateway may hear of it a moment later than we do.
			for (int i = 0; i < 50 && !late.page().url().contains("/claim/notice/"); i++) {
				late.clickTheLinkOf(mail);
			}
			late.isRefused("invite_revoked").shoot("revoked");
			early.logInAsProposed().isRefused("invite_revoked");
		}
	}

	@Test
	void worksWithoutScripts() {
		try (Visitor visitor = chromium.visitor(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
			visitor.clickTheLinkOf(invitations.awaitMail("plain@example.com"))
				.logIn("wrong@example.com", true)
				.isRefused("invite_wrong_account")
				.follow("Log in as the invited person")
				.logInAsProposed()
				.arrivesAt(DASHBOARD);
		}
	}

	@Test
	void worksByKeyboardOnly() {
		try (Visitor visitor = chromium.visitor()) {
			Page page = visitor.page();
			page.navigate(invitations.awaitMail("keys@example.com"));
			press(page, "Tab", "Enter");
			page.waitForURL("**/authorize?**");
			press(page, "Tab", "ControlOrMeta+A");
			page.keyboard().type("wrong@example.com");
			press(page, "Enter");
			page.waitForURL("**/claim/notice/**");
			press(page, "Tab");
			assertThat(page.evaluate("() => document.activeElement.textContent"))
				.isEqualTo("Log in as the invited person");
			assertThat(page.evaluate("() => getComputedStyle(document.activeElement).outline")).asString()
				.contains("solid 3px");
			visitor.shoot("keyboard-focus");
			press(page, "Enter");
			page.waitForURL("**/authorize?**");
			press(page, "Tab", "Enter");
			page.waitForURL(DASHBOARD);
		}
	}

	@Test
	void fitsOnAPhone() {
		Browser.NewContextOptions phone = new Browser.NewContextOptions().setViewportSize(360, 640)
			.setDeviceScaleFactor(2)
			.setIsMobile(true)
			.setHasTouch(true);
		try (Visitor visitor = chromium.visitor(phone)) {
			visitor.clickTheLinkOf(invitations.awaitMail("phone@example.com"));
			assertThat(visitor.shoot("phone-login").scrollsSideways()).isFalse();
			visitor.logIn("wrong@example.com", true).isRefused("invite_wrong_account");
			assertThat(visitor.shoot("phone-wrong-account").scrollsSideways()).isFalse();
			visitor.page().locator(".action").tap();
			visitor.logInAsProposed().arrivesAt(DASHBOARD);
		}
	}

	/** Each page, in both colour schemes, also at the width of WCAG's reflow (320 px). */
	@Test
	void areAccessible() {
		for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
			Browser.NewContextOptions narrow = new Browser.NewContextOptions().setViewportSize(320, 640)
				.setColorScheme(scheme)
				.setBypassCSP(true);
			try (Visitor visitor = chromium.visitor(narrow)) {
				for (Refusal refusal : Refusal.values()) {
					visitor.page().navigate(PORTS.url(Ports.Use.CLAIM_GATEWAY) + "/claim/notice/" + refusal.code());
					visitor.isRefused(refusal.code());
					assertThat(visitor.scrollsSideways()).as(refusal.code()).isFalse();
					assertThat(visitor.page().locator("html").getAttribute("lang")).isEqualTo("en");
					assertThat(visitor.accessibilityFlaws()).as(refusal.code()).isEmpty();
				}
				visitor.page().navigate(PORTS.url(Ports.Use.CLAIM_GATEWAY) + "/claim/notice/login_used");
				visitor.shoot("narrow-" + scheme.name().toLowerCase(Locale.ROOT));
			}
		}
	}

	@Test
	void leadsOnAfterTheBackButton() {
		try (Visitor visitor = chromium.visitor()) {
			visitor.clickTheLinkOf(invitations.awaitMail("back@example.com")).logInAsProposed().arrivesAt(DASHBOARD);
			visitor.page().goBack();
			// The login page again; whoever logs in once more meets the end of that
			// login.
			visitor.logInAsProposed()
				.isRefused("login_unknown")
				.shoot("after-back")
				.follow("Go to the dashboard")
				.arrivesAt(DASHBOARD);
		}
	}

	@Test
	void finishesInTwoTabs() {
		String mail = invitations.awaitMail("tabs@example.com");
		String otherMail = invitations.awaitMail("other@example.com");
		try (Visitor visitor = chromium.visitor()) {
			visitor.clickTheLinkOf(mail);
			Page tab = visitor.context().newPage();
			tab.navigate(otherMail);
			tab.locator("pre a").click();
			visitor.logInAsProposed();
			tab.locator("button").click();
			visitor.arrivesAt(DASHBOARD);
			tab.waitForURL(DASHBOARD);
			invitations.awaitStatus("tabs@example.com", "accepted");
			invitations.awaitStatus("other@example.com", "accepted");
		}
	}

	/** Login CSRF: the attacker's finished login, sent to the victim. */
	@Test
	void finishesNoLoginOfAnotherBrowser() {
		try (Visitor attacker = chromium.visitor(); Visitor victim = chromium.visitor()) {
			attacker.clickTheLinkOf(invitations.awaitMail("attacker@example.com"));
			AtomicReference<String> callback = new AtomicReference<>("");
			attacker.page().route("**/login", (route) -> {
				callback.set(route.fetch(new Route.FetchOptions().setMaxRedirects(0)).headers().get("location"));
				route.fulfill(new Route.FulfillOptions().setBody("stopped"));
			});
			attacker.logInAsProposed().arrivesAt("**/login");
			assertThat(callback.get()).contains("/claim/callback?", "code=", "state=");
			victim.page().navigate(callback.get());
			victim.isRefused("login_unknown");
			assertThat(invitations.status("attacker@example.com")).isNotEqualTo("accepted");
		}
	}

	private static List<Cookie> cookies(Visitor visitor) {
		return visitor.context()
			.cookies(PORTS.url(Ports.Use.CLAIM_GATEWAY))
			.stream()
			.filter((cookie) -> cookie.name.startsWith("__Host-"))
			.toList();
	}

	private static void press(Page page, String... keys) {
		Stream.of(keys).forEach(page.keyboard()::press);
	}

}
