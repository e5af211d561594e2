package dev.missioncontrol.invite.bench.bridge;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import com.segment.analytics.messages.Message;
import dev.missioncontrol.invite.bench.frame.Benchmark;
import dev.missioncontrol.invite.bench.frame.Comparison;
import dev.missioncontrol.invite.bench.frame.Conditions;
import dev.missioncontrol.invite.bench.frame.Goal;
import dev.missioncontrol.invite.bench.frame.Measurement;
import dev.missioncontrol.invite.bench.load.Feed;
import dev.missioncontrol.invite.bench.load.GroupProgress;
import dev.missioncontrol.invite.bench.load.Invites;
import dev.missioncontrol.invite.bench.process.Program;
import dev.missioncontrol.invite.bench.process.ServiceProgram;
import dev.missioncontrol.invite.bench.process.Services;
import dev.missioncontrol.invite.bench.process.SingleBroker;
import dev.missioncontrol.invite.bench.process.Sink;
import dev.missioncontrol.invite.chaos.process.FreePorts;
import dev.missioncontrol.invite.event.InviteIdentified;
import dev.missioncontrol.invite.event.InviteSigned;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.segment.notification.IdentifyingContact;
import dev.missioncontrol.invite.segment.notification.Notification;
import dev.missioncontrol.invite.segment.notification.Telling;
import dev.missioncontrol.invite.segment.notification.TrackingInvite;
import dev.missioncontrol.invite.segment.notification.UserId;

/**
 * The service segment-bridge, from signed invites on their topic to an acknowledged
 * identify and an acknowledged track, beside a loop that only sends equal batches. Tracks
 * are due at once here: how long they wait otherwise says nothing about speed.
 */
public final class Bridge implements Benchmark {

	private static final String UNIT = "invites/s";

	private static final int INVITES = 20_000;

	private static final int WARM_UPS = 2;

	private static final int SLOW_MILLIS = 50;

	/** The default of segment-bridge. */
	private static final int PARALLEL_CALLS = 5;

	/** The default of segment-bridge. */
	private static final int BATCH = 100;

	/** An identify and a track. */
	private static final int MESSAGES = 2;

	private static final int BODIES = 10;

	@Override
	public String name() {
		return "bridge";
	}

	@Override
	public void run(Conditions conditions, Consumer<Comparison> results) throws Exception {
		Path folder = conditions.emptyFolder(name());
		FreePorts ports = new FreePorts();
		int instant = ports.next();
		int slow = ports.next();
		try (SingleBroker broker = SingleBroker.start(folder, ports);
				Program _ = Sink.start(folder, Integer.toString(instant), "0", Integer.toString(slow),
						Integer.toString(SLOW_MILLIS));
				Feed feed = new Feed(broker.bootstrapServers());
				GroupProgress progress = new GroupProgress(broker.bootstrapServers(), "segment-bridge-track",
						Topics.IDENTIFIED.name())) {
			Services services = new Services(broker, ports, conditions.root(), folder);
			BareLoop loop = new BareLoop(batches(), PARALLEL_CALLS);
			AtomicInteger next = new AtomicInteger();
			int invites = conditions.much(INVITES);
			int calls = Math.max(1, invites * MESSAGES / BATCH);
			Measurement ours = () -> told(invites, next, feed, progress);
			try (ServiceProgram _ = services.bridge(instant)) {
				for (int i = 0; i < WARM_UPS; i++) {
					ours.measure();
					loop.ready(instant, calls);
					loop.written(instant, calls);
				}
				results.accept(conditions.compare("bridge-instant", UNIT, Goal.ratioAtLeast(0.70), ours,
						() -> invites(loop.ready(instant, calls))));
				results.accept(conditions.compare("bridge-instant-json", UNIT, Goal.NONE, ours,
						() -> invites(loop.written(instant, calls))));
			}
			try (ServiceProgram _ = services.bridge(slow)) {
				ours.measure();
				results.accept(conditions.compare("bridge-50ms", UNIT, Goal.oursAtLeast(2_000), ours,
						() -> invites(loop.ready(slow, calls))));
			}
		}
	}

	private static double invites(double calls) {
		return calls * BATCH / MESSAGES;
	}

	private static double told(int invites, AtomicInteger next, Feed feed, GroupProgress progress) throws Exception {
		int before = next.getAndAdd(invites);
		feed.send(Invites.links(before, invites));
		return progress.rate(before, invites);
	}

	/** One of identifies, one of tracks, and so on. */
	private static List<List<Message>> batches() {
		Clock clock = Clock.systemUTC();
		IdentifyingContact identifying = new IdentifyingContact(UserId.EMAIL, clock);
		TrackingInvite tracking = new TrackingInvite(UserId.EMAIL, "Invite Sent", clock);
		Telling telling = new Telling(0, null);
		List<List<Message>> batches = new ArrayList<>();
		for (int i = 0; i < BODIES; i++) {
			List<InviteSigned> signed = IntStream.range(i * BATCH, (i + 1) * BATCH).mapToObj(Invites::signed).toList();
			batches.add(signed.stream().map((each) -> message(identifying.notify(each, telling))).toList());
			batches.add(signed.stream()
				.map((each) -> new InviteIdentified(each.invite(), 0, null, clock.instant()))
				.map((each) -> message(tracking.notify(each, telling)))
				.toList());
		}
		return List.copyOf(batches);
	}

	private static Message message(Notification notification) {
		return switch (notification) {
			case Notification.Ready(Message message) -> message;
			case Notification.Refused(String reason) -> throw new IllegalStateException(reason);
		};
	}

}
