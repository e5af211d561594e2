package dev.missioncontrol.invite.segment.analytics;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.TrackMessage;
import com.sun.management.ThreadMXBean;
import dev.missioncontrol.invite.segment.delivery.SegmentClient.Answer;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers that no server should give, from a bare socket.
 */
class HostileServerIT {

	private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";

	private static final byte[] CHUNK = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.UTF_8);

	private static final int LIMIT = 16 * 1024 * 1024;

	private final AtomicLong sent = new AtomicLong();

	private ServerSocket server;

	private AnalyticsSegmentClient client;

	@BeforeEach
	void start() throws IOException {
		this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
		this.client = new AnalyticsSegmentClient(
				new HttpUrl.Builder().scheme("http").host("127.0.0.1").port(this.server.getLocalPort()).build(), "key",
				new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(3)), Clock.systemUTC());
	}

	@AfterEach
	void stop() throws IOException {
		this.server.close();
	}

	@Test
	void takesNoMemoryForAnEndlessError() {
		serve("HTTP/1.1 500 Oops\r\n" + CHUNKED, CHUNK);
		assertThat(boundedUpload()).isEqualTo(new Answer.Unavailable("http-500", null));
	}

	@Test
	void takesNoMemoryForAnEndlessYes() {
		serve("HTTP/1.1 200 OK\r\n" + CHUNKED, CHUNK);
		assertThat(boundedUpload()).isEqualTo(new Answer.Accepted());
	}

	@Test
	void takesNoMemoryForEndlessHeaders() {
		serve("HTTP/1.1 500 Oops\r\n", ("X-Filler: " + "x".repeat(1000) + "\r\n").getBytes(StandardCharsets.UTF_8));
		assertThat(boundedUpload()).isEqualTo(new Answer.Unavailable("connection", null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "garbage\r\n\r\n", "HTTP/1.1 banana\r\n\r\n", "HTTP/1.1 200",
			"HTTP/9.9 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Le", "\0\0\0\0" })
	void takesGarbageForNotNow(String answer) {
		serve(answer, new byte[0]);
		assertThat(boundedUpload()).isEqualTo(new Answer.Unavailable("connection", null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 1000000\r\n\r\nshort", "Content-Length: -1\r\n\r\n",
			"Transfer-Encoding: chunked\r\n\r\nzz\r\n" })
	void caresForTheStatusWhateverIsWrongWithTheBody(String rest) {
		serve("HTTP/1.1 503 Away\r\n" + rest, new byte[0]);
		assertThat(boundedUpload()).isEqualTo(new Answer.Unavailable("http-503", null));
	}

	@Test
	void hearsDripsForNoLongerThanTheCallMayTake() {
		serve("HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.UTF_8));
		assertThat(boundedUpload()).isInstanceOf(Answer.Unavailable.class);
	}

	private Answer boundedUpload() {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadAllocatedBytes();
		long start = System.nanoTime();
		Message message = TrackMessage.builder("Invite Sent").userId("u").build();
		Answer answer = this.client.upload(List.of(message));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
		assertThat(threads.getCurrentThreadAllocatedBytes() - before).as("bytes allocated, %s sent", this.sent)
			// The head of each chunk is a little garbage; a fast machine reads many.
			.isLessThan(Math.max(LIMIT, this.sent.get() / 4));
		return answer;
	}

	/** Sends the second part again and again, until nobody listens any more. */
	private void serve(String head, byte[] endless) {
		Thread.ofVirtual().start(() -> {
			while (!this.server.isClosed()) {
				try (Socket socket = this.server.accept()) {
					readRequest(socket.getInputStream());
					OutputStream out = socket.getOutputStream();
					out.write(head.getBytes(StandardCharsets.UTF_8));
					while (endless.length > 0) {
						out.write(endless);
						this.sent.addAndGet(endless.length);
					}
				}
				catch (IOException ex) {
					// Whoever called has hung up, as it should.
				}
			}
		});
	}

	private static void readRequest(InputStream in) throws IOException {
		StringBuilder text = new StringBuilder();
		while (text.indexOf("Invite Sent") < 0) {
			int next = in.read();
			if (next < 0) {
				return;
			}
			text.append((char) next);
		}
		in.skipNBytes(in.available());
	}

}
