package dev.missioncontrol.invite.sandbox.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.InviteSigned;
import dev.missioncontrol.invite.sandbox.part.Polling;
import tools.jackson.databind.JsonNode;

/**
 * One invite through all hops, from the admin's POST to an accepted login, by the real
 * link of the real e-mail.
 */
public final class Demo {

	private static final Polling POLLING = new Polling(Duration.ofSeconds(30), Duration.ofMillis(20));

	private static final Set<String> AFTER_SIGNING = Set.of("signed", "notified");

	private final DemoPlaces places;

	private final PrintWriter out;

	private final Hops hops;

	/**
	 * A demo that has not run yet.
	 * @param places where everything is
	 * @param out where each hop is printed
	 */
	public Demo(DemoPlaces places, PrintWriter out) {
		this.places = places;
		this.out = out;
		this.hops = new Hops(out);
	}

	/**
	 * Runs it, with an address that was never invited before.
	 * @return whether the ledger says accepted; false when it had to stop at the redirect
	 * for want of the Auth0 stand-in
	 * @throws DemoFailed when a hop does not do what it should
	 */
	public boolean run() throws DemoFailed {
		String email = "grace." + Long.toString(System.currentTimeMillis(), 36) + "@example.com";
		try (InviteApiClient api = new InviteApiClient(this.places.api(), this.places.adminToken());
				SignedTopic signed = new SignedTopic(this.places.bootstrapServers());
				Browser browser = new Browser()) {
			URI invite = this.hops.hop("invite-api accepted the invite of " + email + " (202)", () -> api.post(email));
			String link = this.hops.hop("token-worker signed it (invite.signed)", () -> sign(signed, invite));
			this.hops.hop("the ledger says signed or later", () -> awaitStatus(api, invite, AFTER_SIGNING));
			this.hops.hop("the e-mail is in the inbox, its link is the signed one byte for byte",
					() -> checkMail(api, email, link));
			this.hops.hop("the ledger says notified", () -> awaitStatus(api, invite, Set.of("notified")));
			URI login = this.hops.hop("claim-gateway redirects the click to Auth0",
					() -> browser.open(URI.create(link)).redirectTo(this.places.auth0() + "/authorize?", "/claim"));
			if (!this.places.auth0Runs()) {
				return false;
			}
			logIn(browser, login, email);
			this.hops.hop("the ledger says accepted", () -> awaitStatus(api, invite, Set.of("accepted")));
			this.out.printf("Accepted after %d ms.%n", this.hops.millis());
			return true;
		}
		catch (IOException ex) {
			throw new DemoFailed("a hop could not be reached: " + ex, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new DemoFailed("interrupted", ex);
		}
	}

	private void logIn(Browser browser, URI login, String email) throws IOException, InterruptedException, DemoFailed {
		LoginForm form = this.hops.hop("Auth0 shows its login form", () -> LoginForm.find(browser.open(login))
			.orElseThrow(() -> new DemoFailed("Auth0 showed no login form")));
		URI callback = this.hops.hop("Auth0 runs the Action and redirects back", () -> browser.submit(form.fill(email))
			.redirectTo(this.places.claim() + "/claim/callback?", "the login"));
		if (callback.getQuery().contains("error=")) {
			throw new DemoFailed("Auth0 denied the login: " + callback.getQuery().replaceAll("state=[^&]*", "state=…"));
		}
		URI dashboard = this.hops.hop("claim-gateway finishes the login and redirects to the dashboard",
				() -> browser.open(callback).redirectTo(this.places.dashboard().toString(), "/claim/callback"));
		this.hops.hop("the dashboard welcomes the person", () -> {
			Visit page = browser.open(dashboard);
			if (page.status() != 200) {
				throw new DemoFailed("the dashboard answered " + page.status());
			}
			return page;
		});
	}

	private static String sign(SignedTopic topic, URI invite) throws InterruptedException, DemoFailed {
		String path = invite.getPath();
		InviteId inviteId = InviteId.parse(path.substring(path.lastIndexOf('/') + 1));
		InviteSigned signed = topic.await(inviteId)
			.orElseThrow(() -> new DemoFailed("the invite was not signed in time"));
		return signed.url().value();
	}

	private static String awaitStatus(InviteApiClient api, URI invite, Set<String> expected)
			throws IOException, InterruptedException, DemoFailed {
		AtomicReference<String> last = new AtomicReference<>("");
		return POLLING.<String, IOException>until(() -> {
			last.set(api.status(invite));
			return Optional.of(last.get()).filter(expected::contains);
		}).orElseThrow(() -> new DemoFailed("the ledger still says \"" + last.get() + "\""));
	}

	private boolean checkMail(InviteApiClient api, String email, String link)
			throws IOException, InterruptedException, DemoFailed {
		URI mails = this.places.inbox().resolve("/api/mails?to=" + URLEncoder.encode(email, StandardCharsets.UTF_8));
		JsonNode mail = POLLING.<JsonNode, IOException>until(() -> Optional.ofNullable(api.read(mails).get(0)))
			.orElseThrow(() -> new DemoFailed("no e-mail came in time; the Segment stand-in's journal says why"));
		JsonNode links = mail.path("links");
		if (links.size() != 1 || !link.equals(links.get(0).asString())) {
			throw new DemoFailed("the link of the e-mail is not the one that was signed");
		}
		return true;
	}

}
