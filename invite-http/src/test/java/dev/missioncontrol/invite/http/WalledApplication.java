package dev.missioncontrol.invite.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.missioncontrol.invite.test.HttpWallsContract;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** A service with nothing but walls. */
@SpringBootConfiguration
@EnableAutoConfiguration
@HardenedHttp
class WalledApplication {

	private static final String LARGE = "a".repeat(1024 * 1024);

	static Running start(String... settings) {
		List<String> all = new ArrayList<>(List.of("--server.port=0", "--server.max-http-request-header-size=16KB",
				"--server.netty.max-initial-line-length=8KB", "--invite.http.drain=0s"));
		all.addAll(List.of(settings));
		return new Running(run(all.toArray(String[]::new)));
	}

	public static void main(String[] args) {
		run(args);
	}

	private static ConfigurableApplicationContext run(String... args) {
		return new SpringApplicationBuilder(WalledApplication.class).web(WebApplicationType.REACTIVE)
			.properties("spring.config.name=walled", "spring.main.banner-mode=off")
			.run(args);
	}

	@Bean
	MeterRegistry registry() {
		return new SimpleMeterRegistry();
	}

	/** Event loops of its own: the global ones end with any context of the JVM. */
	@Bean
	ReactorResourceFactory reactorResourceFactory() {
		ReactorResourceFactory resources = new ReactorResourceFactory();
		resources.setUseGlobalResources(false);
		resources.setShutdownQuietPeriod(Duration.ZERO);
		return resources;
	}

	@Bean
	RouterFunction<ServerResponse> routes() {
		return RouterFunctions.route()
			.GET("/fast", (_) -> ServerResponse.ok().bodyValue("fast"))
			.GET("/slow", (_) -> Mono.delay(Duration.ofMillis(400)).then(ServerResponse.ok().bodyValue("slow")))
			.GET("/async",
					(_) -> Mono.delay(Duration.ofMillis(2))
						.publishOn(Schedulers.boundedElastic())
						.then(ServerResponse.ok().bodyValue("async")))
			.GET("/claim", (_) -> ServerResponse.ok().bodyValue("claimed"))
			.GET("/large", (_) -> ServerResponse.ok().bodyValue(LARGE))
			.GET("/quiet",
					(_) -> ServerResponse.ok()
						.contentType(MediaType.TEXT_EVENT_STREAM)
						.body(Flux.just("first")
							.concatWith(Mono.just("last").delayElement(HttpWallsContract.TIMEOUT.plusMillis(500))),
								String.class))
			.GET("/flood",
					(_) -> ServerResponse.ok()
						.contentType(MediaType.TEXT_EVENT_STREAM)
						.body(Flux.just(LARGE).repeat(), String.class))
			.GET("/own", (_) -> ServerResponse.ok().header("Cache-Control", "max-age=1").bodyValue("own"))
			.POST("/large-length",
					(request) -> request.bodyToFlux(DataBuffer.class)
						.map(WalledApplication::length)
						.reduce(0, Integer::sum)
						.flatMap((length) -> ServerResponse.ok().bodyValue(length.toString())))
			.POST("/length",
					(request) -> request.bodyToMono(String.class)
						.defaultIfEmpty("")
						.flatMap((body) -> ServerResponse.ok().bodyValue(Integer.toString(body.length()))))
			.build();
	}

	private static int length(DataBuffer buffer) {
		int length = buffer.readableByteCount();
		DataBufferUtils.release(buffer);
		return length;
	}

	/** The service as it runs. */
	record Running(ConfigurableApplicationContext context) implements AutoCloseable {

		int port() {
			return Integer.parseInt(this.context.getEnvironment().getRequiredProperty("local.server.port"));
		}

		double refused(String reason) {
			return this.context.getBean(MeterRegistry.class).counter("invite.http.refused", "reason", reason).count();
		}

		double gauge(String name) {
			return this.context.getBean(MeterRegistry.class).get(name).gauge().value();
		}

		@Override
		public void close() {
			this.context.close();
		}

	}

}
