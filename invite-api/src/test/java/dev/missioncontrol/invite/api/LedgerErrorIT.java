package dev.missioncontrol.invite.api;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.missioncontrol.invite.api.ledger.Ledger;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.test.TestBroker;
import dev.missioncontrol.invite.test.TestPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.http.HttpStatus;

/**
 * An {@link Error} out of the ledger's listener, which no error handler sees.
 */
class LedgerErrorIT {

	@Test
	void showsInHealthAndHeals() {
		AtomicInteger errors = new AtomicInteger();
		try (InviteApi api = InviteApi.start(TestPostgres.newDatabase(),
				(application) -> application
					.initializers((context) -> context.getBeanFactory().addBeanPostProcessor(new Failing(errors))),
				"--invite.ledger.restart-pause=2s")) {
			Told first = tell();
			awaitInvite(api, first);
			errors.set(1);
			Told second = tell();
			awaitHealth(api, HttpStatus.SERVICE_UNAVAILABLE);
			awaitHealth(api, HttpStatus.OK);
			awaitInvite(api, second);
		}
	}

	private static Told tell() {
		Told told = Told.anInvite();
		TestBroker.shared().send(List.of(new EventRecords().write(Topics.COMMANDS, told.requested())));
		return told;
	}

	private static void awaitInvite(InviteApi api, Told told) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> api.client().get().uri("/v1/invites/" + told.id()).exchange().expectStatus().isOk());
	}

	private static void awaitHealth(InviteApi api, HttpStatus status) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofMillis(50))
			.untilAsserted(
					() -> api.management().get().uri("/actuator/health").exchange().expectStatus().isEqualTo(status));
	}

	/** A ledger that throws an error so many times. */
	private record Failing(AtomicInteger errors) implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String name) {
			if (!(bean instanceof Ledger)) {
				return bean;
			}
			return Proxy.newProxyInstance(Ledger.class.getClassLoader(), new Class<?>[] { Ledger.class },
					(_, method, arguments) -> {
						if (method.getName().equals("record")
								&& this.errors.getAndUpdate((n) -> Math.max(0, n - 1)) > 0) {
							throw new NoClassDefFoundError("made up");
						}
						try {
							return method.invoke(bean, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getCause();
						}
					});
		}

	}

}
