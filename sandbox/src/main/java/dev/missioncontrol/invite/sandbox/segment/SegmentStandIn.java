package dev.missioncontrol.invite.sandbox.segment;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.missioncontrol.invite.sandbox.intercom.Intercom;
import dev.missioncontrol.invite.sandbox.part.Answer;
import dev.missioncontrol.invite.sandbox.part.LoopbackServer;
import dev.missioncontrol.invite.sandbox.part.Request;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Segment's HTTP tracking API for one source, with Intercom behind it. {@code /journal}
 * shows what came, {@code /faults} makes it fail.
 */
public final class SegmentStandIn implements AutoCloseable {

	private static final int MAX_FAULT = 4096;

	private final BatchReader reader = new BatchReader();

	private final Journal journal = new Journal();

	private final Faults faults = new Faults();

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final Source source;

	private final BatchObserver observer;

	private final LoopbackServer server;

	private SegmentStandIn(int port, String writeKey, Intercom intercom, InstantSource clock, BatchObserver observer) {
		this.observer = observer;
		this.source = new Source(new WriteKey(writeKey), intercom, this.journal, clock);
		this.server = LoopbackServer.builder()
			.post("/v1/batch", this::batch)
			.post("/v1/batch/", this::batch)
			.post("/v1/import", this::batch)
			.post("/v1/import/", this::batch)
			.get("/journal", (_) -> Answer.json(200, this.journal.content()))
			.get("/faults", (_) -> faults())
			.post("/faults", this::setFaults)
			.delete("/faults", (_) -> clearFaults())
			.start(port);
	}

	/**
	 * Starts it.
	 * @param port port of the loopback address; 0 for any
	 * @param writeKey key of the source
	 * @param intercom where delivered messages go
	 * @param clock the time to judge duplicates by
	 * @return the running stand-in
	 */
	public static SegmentStandIn start(int port, String writeKey, Intercom intercom, InstantSource clock) {
		return start(port, writeKey, intercom, clock, (_, _) -> {
		});
	}

	/**
	 * Starts it under observation.
	 * @param port port of the loopback address; 0 for any
	 * @param writeKey key of the source
	 * @param intercom where delivered messages go
	 * @param clock the time to judge duplicates by
	 * @param observer told of every batch that it takes
	 * @return the running stand-in
	 */
	public static SegmentStandIn start(int port, String writeKey, Intercom intercom, InstantSource clock,
			BatchObserver observer) {
		return new SegmentStandIn(port, writeKey, intercom, clock, observer);
	}

	/**
	 * The port that it listens on.
	 * @return a port of the loopback address
	 */
	public int port() {
		return this.server.port();
	}

	@Override
	public void close() {
		this.faults.close();
		this.server.close();
	}

	private Answer batch(Request request) throws IOException {
		Optional<Faults.Fault> fault = this.faults.next();
		Optional<Answer> failure = fault.flatMap(Faults.Fault::answer);
		if (failure.isPresent()) {
			this.journal.count("fault:" + failure.get().status());
			if (!fault.get().takes()) {
				return failure.get();
			}
		}
		return take(request, failure);
	}

	private Answer take(Request request, Optional<Answer> failure) throws IOException {
		Optional<WriteKey> writeKey = request.header("Authorization").flatMap(WriteKey::of);
		if (writeKey.isEmpty()) {
			return failure.orElse(refused(401, "no-write-key"));
		}
		List<Message> messages;
		try {
			messages = this.reader.read(request);
		}
		catch (BatchReader.RefusedBatch ex) {
			return failure.orElse(refused(400, String.valueOf(ex.getMessage())));
		}
		messages.forEach((message) -> this.source.take(writeKey.get(), message));
		Answer answer = failure.orElseGet(() -> Answer.json(200, Map.of("success", true)));
		this.observer.answering(messages.stream().map(Message::json).toList(), answer.status());
		return answer;
	}

	private Answer refused(int status, String code) {
		this.journal.count("refused:" + code);
		return Answer.json(status, Map.of("success", false, "code", code));
	}

	private Answer faults() {
		return Answer.json(200, this.faults.current().<Object>map((fault) -> fault).orElse(Map.of()));
	}

	private Answer clearFaults() {
		this.faults.set(null);
		return faults();
	}

	private Answer setFaults(Request request) throws IOException {
		try (InputStream body = request.body()) {
			this.faults.set(this.mapper.readValue(body.readNBytes(MAX_FAULT), Faults.Fault.class));
			return faults();
		}
		catch (JacksonException ex) {
			return Answer.text(400, ex.getOriginalMessage() + "\n");
		}
	}

}
