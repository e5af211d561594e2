package dev.missioncontrol.invite.sandbox.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;

/**
 * This machine's Chromium, without a window. Playwright brings no browser along.
 */
public final class Chromium implements AutoCloseable {

	private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome-stable",
			"google-chrome");

	private final Playwright playwright;

	private final Browser browser;

	private Chromium(Playwright playwright, Browser browser) {
		this.playwright = playwright;
		this.browser = browser;
	}

	/**
	 * Looks for it on the path; {@code CHROMIUM} names another.
	 * @return its program; empty when there is none
	 */
	public static Optional<Path> find() {
		Stream<Path> named = Stream.ofNullable(System.getenv("CHROMIUM")).map(Path::of);
		Stream<Path> onPath = Pattern.compile(":")
			.splitAsStream(System.getenv("PATH"))
			.flatMap((folder) -> NAMES.stream().map((name) -> Path.of(folder, name)));
		return Stream.concat(named, onPath).filter(Files::isExecutable).findFirst();
	}

	/**
	 * Starts it.
	 * @param program its program
	 * @return the running browser
	 */
	public static Chromium start(Path program) {
		Playwright playwright = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
		// Chromium's sandbox does not work for root, and needs more than containers give.
		BrowserType.LaunchOptions options = new BrowserType.LaunchOptions().setExecutablePath(program)
			.setChromiumSandbox(false);
		return new Chromium(playwright, playwright.chromium().launch(options));
	}

	/**
	 * Opens a browser of a person of its own: no cookies, no history.
	 * @param options size, scripts and so on
	 * @return the visitor
	 */
	public Visitor visitor(Browser.NewContextOptions options) {
		BrowserContext context = this.browser.newContext(options.setUserAgent(userAgent()));
		context.setDefaultTimeout(20_000);
		return new Visitor(context);
	}

	/**
	 * Opens one of usual size.
	 * @return the visitor
	 */
	public Visitor visitor() {
		return visitor(new Browser.NewContextOptions().setViewportSize(1000, 720));
	}

	/**
	 * As with a window: headless, it would be taken for a program, and its clicks for a
	 * scanner's.
	 */
	private String userAgent() {
		String major = this.browser.version().replaceFirst("\\..*", "");
		return "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/" + major
				+ ".0.0.0 Safari/537.36";
	}

	@Override
	public void close() {
		this.playwright.close();
	}

}
