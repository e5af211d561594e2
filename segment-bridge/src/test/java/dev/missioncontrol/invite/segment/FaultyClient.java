package dev.missioncontrol.invite.segment;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.segment.analytics.messages.Message;
import dev.missioncontrol.invite.segment.delivery.SegmentClient;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;

/**
 * Lets calls to Segment die of an {@link Error}, as a JVM without stack left would. No
 * configuration by itself, or every bridge of the tests would find it.
 */
class FaultyClient {

	static final AtomicInteger ERRORS = new AtomicInteger();

	@Bean
	static BeanPostProcessor dyingClient() {
		return new BeanPostProcessor() {
			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				return (bean instanceof SegmentClient segment) ? new Dying(segment) : bean;
			}
		};
	}

	private record Dying(SegmentClient segment) implements SegmentClient {

		@Override
		public int sizeOf(Message message) {
			return this.segment.sizeOf(message);
		}

		@Override
		public Answer upload(List<Message> batch) {
			if (ERRORS.getAndDecrement() > 0) {
				throw new StackOverflowError("injected");
			}
			return this.segment.upload(batch);
		}

	}

}
