package dev.missioncontrol.invite.sandbox.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A person with a browser. Whatever it asks for is remembered.
 */
public final class Visitor implements AutoCloseable {

	private static final Path SCREENSHOTS = Path.of(System.getProperty("invite.screenshots", "target/screenshots"));

	private final BrowserContext context;

	private final Page page;

	private final List<Request> requests = new ArrayList<>();

	Visitor(BrowserContext context) {
		this.context = context;
		this.context.onRequest(this.requests::add);
		this.page = context.newPage();
	}

	public Page page() {
		return this.page;
	}

	public BrowserContext context() {
		return this.context;
	}

	/** Opens the e-mail and clicks its link. */
	public Visitor clickTheLinkOf(String mail) {
		this.page.navigate(mail);
		this.page.locator("pre a").click();
		this.page.waitForURL((address) -> !address.equals(mail));
		return this;
	}

	/** Fills in the login page of the stand-in and sends it. */
	public Visitor logIn(String email, boolean verified) {
		this.page.getByLabel("E-mail address").first().fill(email);
		this.page.getByLabel("This e-mail address is verified").setChecked(verified);
		this.page.locator("button").click();
		return this;
	}

	/** Logs in as whom the form names already. */
	public Visitor logInAsProposed() {
		this.page.locator("button").click();
		return this;
	}

	/** Follows what the page offers. */
	public Visitor follow(String label) {
		this.page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(label)).click();
		return this;
	}

	/** Waits until the address is this one, or fits. */
	public Visitor arrivesAt(String address) {
		this.page.waitForURL(address);
		return this;
	}

	/** Which refusal the page is about; what else holds of each such page. */
	public Visitor isRefused(String code) {
		assertThat(this.page.locator(".code").textContent()).isEqualTo(code);
		assertThat(this.page.url()).contains("/claim/notice/" + code)
			.doesNotContain("token", "eyJ", "state=", "code=", "error");
		assertThat(this.page.title()).startsWith(this.page.locator("h1").textContent());
		return this;
	}

	/** Keeps what the page looks like. */
	public Visitor shoot(String name) {
		this.page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
		return this;
	}

	/** Rules of WCAG 2.2 level AA and best practices, by axe-core. */
	public List<String> accessibilityFlaws() {
		this.page.evaluate(axe());
		Object found = this.page.evaluate("""
				async () => (await axe.run()).violations.flatMap((rule) =>
				  rule.nodes.map((node) => `${rule.id}: ${node.html} ${node.failureSummary}`))""");
		return ((List<?>) found).stream().map(String::valueOf).toList();
	}

	/** Whether the page is wider than the window. */
	public boolean scrollsSideways() {
		return (Boolean) this.page
			.evaluate("() => document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth");
	}

	/** Every Referer that was sent, of whatever request. */
	public List<String> referers() {
		return this.requests.stream()
			.map((request) -> request.allHeaders().get("referer"))
			.filter(Objects::nonNull)
			.toList();
	}

	@Override
	public void close() {
		this.context.close();
	}

	private static String axe() {
		try (InputStream script = Objects.requireNonNull(Visitor.class.getResourceAsStream("/axe.min.js"))) {
			return new String(script.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
