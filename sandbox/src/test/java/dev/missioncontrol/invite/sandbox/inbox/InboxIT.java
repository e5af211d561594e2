package dev.missioncontrol.invite.sandbox.inbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.Properties;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class InboxIT {

	private final Inbox inbox = Inbox.start(0, 0, InstantSource.system());

	private final HttpClient client = HttpClient.newHttpClient();

	@AfterEach
	void stop() {
		this.client.close();
		this.inbox.close();
	}

	@Test
	void takesMailForAnybodyAndFindsItByItsReader() throws Exception {
		send("grace@example.com", "One", "Hello http://localhost/1");
		send("ada@example.com", "Two", "Hello http://localhost/2");
		assertThat(mails("?to=GRACE@example.com")).singleElement()
			.satisfies((mail) -> assertThat(mail.path("subject").asString()).isEqualTo("One"));
		assertThat(mails("")).extracting((mail) -> mail.path("subject").asString()).containsExactly("Two", "One");
	}

	@Test
	void keepsALongLinkToTheByte() throws Exception {
		String link = "http://localhost:8081/claim?invite_token=" + "aZ0-_.".repeat(330);
		send("grace@example.com", "Long", "Follow\n\n" + link + "\n\nThanks");
		assertThat(mails("").get(0).at("/links/0").asString()).isEqualTo(link);
	}

	@Test
	void showsAMailWithItsLinkAndWithoutItsMarkup() throws Exception {
		send("grace@example.com", "<script>alert(1)</script>", "<b>bold</b> http://localhost/?a=1&b=\"><script>");
		assertThat(get("/").body()).contains("&lt;script&gt;").doesNotContain("<script>");
		HttpResponse<String> page = get("/mails/1");
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("&lt;b&gt;bold", "href=\"http://localhost/?a=1&amp;b=\"")
			.doesNotContain("<script>", "<b>bold");
		assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
			.startsWith("default-src 'none'; style-src 'sha256-");
		assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
	}

	@Test
	void knowsNoOtherMails() throws Exception {
		assertThat(get("/mails/1").statusCode()).isEqualTo(404);
		assertThat(get("/mails/x").statusCode()).isEqualTo(404);
	}

	private void send(String to, String subject, String text) throws MessagingException {
		Properties properties = new Properties();
		properties.setProperty("mail.smtp.host", "127.0.0.1");
		properties.setProperty("mail.smtp.port", Integer.toString(this.inbox.smtpPort()));
		MimeMessage message = new MimeMessage(Session.getInstance(properties));
		message.setFrom(new InternetAddress("invites@missioncontrol.dev"));
		message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
		message.setSubject(subject);
		message.setText(text, "UTF-8");
		message.setHeader("Content-Transfer-Encoding", "quoted-printable");
		Transport.send(message);
	}

	private JsonNode mails(String query) throws IOException, InterruptedException {
		return JsonMapper.builder().build().readTree(get("/api/mails" + query).body());
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		URI uri = URI.create("http://localhost:" + this.inbox.port() + path);
		return this.client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
	}

}
