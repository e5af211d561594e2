package dev.missioncontrol.invite.segment;

import java.util.ArrayList;
import java.util.List;

import dev.missioncontrol.invite.test.TestBroker;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * A whole segment-bridge on the shared broker. Only one at a time may run unless a test
 * means it: all are in the same groups.
 */
record Bridge(ConfigurableApplicationContext context) implements AutoCloseable {

	static Bridge start(RecordingSegment segment, String... more) {
		return new Bridge(SegmentBridgeApplication.application().run(arguments(segment, more)));
	}

	static Bridge start(Class<?> faults, RecordingSegment segment, String... more) {
		return new Bridge(SegmentBridgeApplication.application().sources(faults).run(arguments(segment, more)));
	}

	private static String[] arguments(RecordingSegment segment, String... more) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0",
				"--spring.kafka.bootstrap-servers=" + TestBroker.shared().bootstrapServers(),
				"--segment.endpoint=" + segment.endpoint(), "--segment.write-key=test", "--segment.track-delay=1s",
				"--segment.retry.initial-interval=100ms", "--segment.retry.jitter=20ms",
				"--segment.retry.max-interval=500ms", "--segment.timeout.call=2s", "--segment.restart-pause=200ms",
				"--logging.level.org.apache.kafka=warn"));
		for (String each : more) {
			// Boot makes a list of what is given twice.
			arguments.removeIf((known) -> known.startsWith(each.substring(0, each.indexOf('=') + 1)));
			arguments.add(each);
		}
		return arguments.toArray(new String[0]);
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
