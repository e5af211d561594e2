package dev.missioncontrol.invite.api.live.web;

import java.time.Clock;

import dev.missioncontrol.invite.api.live.FollowingInvites;
import dev.missioncontrol.invite.api.live.InviteChanges;
import dev.missioncontrol.invite.api.live.LiveFeeds;
import dev.missioncontrol.invite.api.live.LiveStreams;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.server.WebFilter;

/**
 * Wires streams of invites.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LiveSettings.class)
class LiveConfiguration {

	@Bean
	LiveStreams liveStreams(LiveSettings settings, MeterRegistry meters) {
		return new LiveStreams(settings.limits(), meters);
	}

	@Bean
	LiveFeeds liveFeeds(InviteChanges changes, LiveSettings settings, MeterRegistry meters) {
		return new LiveFeeds(changes, settings.page(), meters, System::nanoTime);
	}

	@Bean
	FollowingInvites followingInvites(InviteChanges changes, LiveFeeds feeds, LiveStreams streams,
			LiveSettings settings, Clock clock) {
		return new FollowingInvites(changes, feeds, streams, settings.limits(), clock);
	}

	@Bean
	LiveRunner liveRunner(LiveFeeds feeds, LiveStreams streams, LiveSettings settings) {
		return new LiveRunner(feeds, streams, settings.pollInterval());
	}

	/** Some proxies collect an answer before they pass it on, unless they are told. */
	@Bean
	WebFilter unbufferedStreams() {
		return (exchange, chain) -> {
			exchange.getResponse().beforeCommit(() -> {
				if (MediaType.TEXT_EVENT_STREAM
					.isCompatibleWith(exchange.getResponse().getHeaders().getContentType())) {
					exchange.getResponse().getHeaders().set("X-Accel-Buffering", "no");
				}
				return Mono.empty();
			});
			return chain.filter(exchange);
		};
	}

}
