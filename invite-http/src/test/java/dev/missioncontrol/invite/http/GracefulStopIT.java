package dev.missioncontrol.invite.http;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.missioncontrol.invite.test.RawConnection;
import dev.missioncontrol.invite.test.RawResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Promise: a stop finishes what was accepted. */
class GracefulStopIT {

	private static final Logger logger = LoggerFactory.getLogger(GracefulStopIT.class);

	private final AtomicInteger answers = new AtomicInteger();

	private final AtomicInteger cut = new AtomicInteger();

	@Test
	void cutsNoRequestUnderLoadOnSigterm() throws Exception {
		int port = freePort();
		Process service = start("--server.port=" + port, "--invite.http.drain=3s");
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> isOpen(port));
			List<Future<?>> clients = new ArrayList<>();
			for (int i = 0; i < 32; i++) {
				String path = (i % 4 == 0) ? "/slow" : "/fast";
				clients.add(threads.submit(() -> ask(port, path)));
			}
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> this.answers.get() > 500);
			long before = System.nanoTime();
			service.destroy();
			assertThat(service.waitFor(20, TimeUnit.SECONDS)).isTrue();
			Duration stop = Duration.ofNanos(System.nanoTime() - before);
			for (Future<?> client : clients) {
				client.get();
			}
			logger.info("{} requests answered, {} cut; the stop took {}", this.answers, this.cut, stop);
			assertThat(service.exitValue()).isEqualTo(128 + 15);
			assertThat(this.cut).hasValue(0);
			assertThat(stop).isGreaterThan(Duration.ofSeconds(2));
		}
		finally {
			service.destroyForcibly();
		}
	}

	@Test
	void finishesASlowRequestAndABodyOnItsWay() throws Exception {
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			WalledApplication.Running service = WalledApplication.start();
			try (RawConnection slow = new RawConnection(service.port());
					RawConnection upload = new RawConnection(service.port())) {
				slow.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n");
				upload.send("POST /length HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n12345");
				Awaitility.await().until(() -> service.gauge("invite.http.connections") == 2);
				Awaitility.await().pollDelay(Duration.ofMillis(100)).until(() -> true);
				Future<?> stop = threads.submit(service::close);
				assertThat(slow.receive().body()).isEqualTo("slow");
				assertThat(stop).isNotDone();
				RawResponse response = upload.send("67890").receive();
				assertThat(response.body()).isEqualTo("10");
				assertThat(response.isLast()).isTrue();
				stop.get();
			}
		}
	}

	@Test
	void isNotHeldUpByIdleConnections() throws IOException {
		WalledApplication.Running service = WalledApplication.start();
		try (RawConnection idle = new RawConnection(service.port());
				RawConnection used = new RawConnection(service.port())) {
			for (int i = 0; i < 3; i++) {
				used.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n").receive();
				used.send("GET /fast HTTP/1.1\r\nHost: localhost\r\n\r\n").receive();
			}
			long before = System.nanoTime();
			service.close();
			assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
			assertThat(idle.ends(Duration.ofSeconds(1))).isTrue();
			assertThat(used.ends(Duration.ofSeconds(1))).isTrue();
		}
	}

	private static Process start(String... settings) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						System.getProperty("java.class.path"), WalledApplication.class.getName()));
		command.addAll(List.of(settings));
		return new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private static boolean isOpen(int port) {
		try (RawConnection _ = new RawConnection(port)) {
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** One request after the other, as long as anybody listens. */
	private void ask(int port, String path) {
		while (true) {
			try (RawConnection connection = new RawConnection(port)) {
				if (!askOn(connection, path)) {
					return;
				}
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	/** Whether it is worth connecting again. */
	private boolean askOn(RawConnection connection, String path) {
		boolean accepted = false;
		try {
			while (true) {
				RawResponse response = connection.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
					.receive();
				assertThat(response.status()).isEqualTo(200);
				accepted = true;
				this.answers.incrementAndGet();
				if (response.isLast()) {
					return true;
				}
			}
		}
		catch (IOException ex) {
			// The system accepts connections that the service never sees: those may
			// break.
			if (accepted) {
				this.cut.incrementAndGet();
			}
			return false;
		}
	}

}
