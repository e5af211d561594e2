package dev.missioncontrol.invite.claim.web;

import java.time.Duration;
import java.util.concurrent.Executors;

import dev.missioncontrol.invite.claim.admission.FinishingLogin;
import dev.missioncontrol.invite.claim.admission.FollowingLink;
import dev.missioncontrol.invite.claim.closed.ClosedInvites;
import dev.missioncontrol.invite.claim.keys.KeyRing;
import dev.missioncontrol.invite.claim.login.ClaimAddresses;
import dev.missioncontrol.invite.claim.login.LoginSeal;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;

/**
 * Wires the HTTP side.
 */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

	@Bean
	Page page(WebSettings settings) {
		ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
		messages.setBasename("claim-gateway/messages");
		messages.setDefaultEncoding("UTF-8");
		messages.setFallbackToSystemLocale(false);
		return new Page(messages, settings.brand());
	}

	@Bean
	Notices notices(Page page, WebSettings settings) {
		return new Notices(page, settings);
	}

	@Bean
	LoginCookies loginCookies(LoginSeal seal, WebSettings settings) {
		return new LoginCookies(seal, settings.pendingLogins());
	}

	@Bean
	Outcomes outcomes(MeterRegistry registry) {
		return new Outcomes(registry);
	}

	@Bean
	LinkHandler linkHandler(FollowingLink following, LoginCookies cookies, ClaimAddresses addresses, Notices notices,
			Outcomes outcomes, WebSettings settings) {
		return new LinkHandler(following, cookies, addresses, notices, outcomes,
				new Automation(settings.automatedUserAgents()));
	}

	/** Each login waits on a virtual thread of its own, never on an event loop. */
	@Bean
	Scheduler blockingScheduler() {
		return Schedulers
			.fromExecutorService(Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("login-", 0).factory()));
	}

	@Bean
	@ConditionalOnProperty(name = "claim.redirect", havingValue = "login", matchIfMissing = true)
	CallbackHandler callbackHandler(FinishingLogin finishing, LoginCookies cookies, ClaimAddresses addresses,
			Notices notices, Outcomes outcomes, Scheduler blockingScheduler, WebSettings settings) {
		return new CallbackHandler(finishing, cookies, addresses, notices, outcomes, blockingScheduler,
				settings.loginDeadline());
	}

	@Bean
	StatusHandler statusHandler(ClosedInvites closed, StatusSettings settings, Notices notices) {
		return new StatusHandler(closed, settings, notices);
	}

	@Bean
	KeySetHandler keySetHandler(KeyRing keys, WebSettings settings) {
		return new KeySetHandler(keys, settings.keysMaxAge());
	}

	@Bean
	SecurityHeadersFilter securityHeadersFilter(Page page, WebSettings settings, ClaimAddresses addresses) {
		return new SecurityHeadersFilter(page.policy(), settings, addresses.isSecure());
	}

	@Bean
	FaultHandler faultHandler(Notices notices, Outcomes outcomes) {
		return new FaultHandler(notices, outcomes);
	}

	/**
	 * Threads of our own: other services in this JVM may stop, and take the shared ones.
	 */
	@Bean
	ReactorResourceFactory reactorResourceFactory() {
		ReactorResourceFactory resources = new ReactorResourceFactory();
		resources.setUseGlobalResources(false);
		// By then the server has finished what it had accepted.
		resources.setShutdownQuietPeriod(Duration.ZERO);
		return resources;
	}

	@Bean
	HttpHandlerDecoratorFactory queryHiding() {
		return (handler) -> (request, response) -> handler.handle(new QuerylessRequest(request), response);
	}

}
