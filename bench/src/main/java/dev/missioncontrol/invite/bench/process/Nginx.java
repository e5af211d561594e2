package dev.missioncontrol.invite.bench.process;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * nginx with one worker, which answers everything with one redirect and writes no log.
 */
public final class Nginx implements AutoCloseable {

	private final Program program;

	private final int port;

	private Nginx(Program program, int port) {
		this.program = program;
		this.port = port;
	}

	/**
	 * Starts it.
	 * @param folder an empty folder
	 * @param port port of the loopback address
	 * @param location where it redirects to
	 * @return the running server
	 * @throws IOException when its settings cannot be written
	 * @throws InterruptedException when this thread should end
	 */
	public static Nginx start(Path folder, int port, URI location) throws IOException, InterruptedException {
		Path file = folder.resolve("nginx.conf");
		Files.writeString(file, settings(port, location));
		return new Nginx(
				Program
					.start("nginx",
							List.of("nginx", "-p", folder.toString(), "-e", folder.resolve("error.log").toString(),
									"-c", file.toString()),
							folder.resolve("nginx.log"))
					.awaitPort(port),
				port);
	}

	private static String settings(int port, URI location) {
		return """
				worker_processes 1;
				daemon off;
				pid nginx.pid;
				error_log error.log;
				events { worker_connections 1024; }
				http {
					access_log off;
					keepalive_requests 1000000000;
					large_client_header_buffers 4 16k;
					client_body_temp_path body;
					proxy_temp_path proxy;
					fastcgi_temp_path fastcgi;
					uwsgi_temp_path uwsgi;
					scgi_temp_path scgi;
					server {
						listen 127.0.0.1:%d;
						location / { return 302 %s; }
					}
				}
				""".formatted(port, location);
	}

	/**
	 * Where it answers.
	 * @return address without a path
	 */
	public URI address() {
		return URI.create("http://127.0.0.1:" + this.port);
	}

	@Override
	public void close() {
		this.program.close();
	}

}
