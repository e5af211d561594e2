package dev.missioncontrol.invite.claim.web;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;

import dev.missioncontrol.invite.claim.admission.FinishingLogin;
import dev.missioncontrol.invite.claim.admission.FollowingLink;
import dev.missioncontrol.invite.claim.closed.ClosedInvites;
import dev.missioncontrol.invite.claim.keys.KeyRing;
import dev.missioncontrol.invite.claim.link.LinkSeal;
import dev.missioncontrol.invite.claim.login.ClaimAddresses;
import dev.missioncontrol.invite.claim.login.LoginSeal;
import dev.missioncontrol.invite.claim.login.ProviderIssuer;
import dev.missioncontrol.invite.http.web.HeaderPolicy;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.web.server.i18n.AcceptHeaderLocaleContextResolver;
import org.springframework.web.server.i18n.LocaleContextResolver;

/**
 * Wires the HTTP side.
 */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

	@Bean
	Page page(WebSettings settings) {
		ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
		messages.setBasename(Languages.BUNDLE);
		messages.setDefaultEncoding("UTF-8");
		messages.setFallbackToSystemLocale(false);
		return new Page(messages, settings.brand());
	}

	/** The best of the languages that there are; the name is the framework's. */
	@Bean
	LocaleContextResolver localeContextResolver() {
		AcceptHeaderLocaleContextResolver resolver = new AcceptHeaderLocaleContextResolver();
		resolver.setSupportedLocales(Languages.find());
		resolver.setDefaultLocale(Languages.DEFAULT);
		return resolver;
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
	Refusals refusals(Notices notices, LoginCookies cookies, ClaimAddresses addresses) {
		return new Refusals(notices, cookies, addresses);
	}

	@Bean
	Outcomes outcomes(MeterRegistry registry, InstantSource clock) {
		return new Outcomes(registry, clock);
	}

	@Bean
	LinkHandler linkHandler(LinkSeal seal, FollowingLink following, LoginCookies cookies, Refusals refusals,
			Outcomes outcomes, WebSettings settings) {
		return new LinkHandler(seal, following, cookies, refusals, outcomes,
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
			ProviderIssuer issuer, Refusals refusals, Outcomes outcomes, Scheduler blockingScheduler,
			WebSettings settings) {
		return new CallbackHandler(finishing, cookies, addresses, issuer, refusals, outcomes, blockingScheduler,
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
	HeaderPolicy headerPolicy(Page page, ClaimAddresses addresses) {
		return new HeaderPolicy(page.policy(), addresses.isSecure());
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
