package dev.missioncontrol.invite.sandbox.segment;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import dev.missioncontrol.invite.sandbox.part.Request;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a batch within Segment's limits. Segment answers 400 to what breaks them, and to
 * nothing else (its HTTP API documentation, "Errors").
 */
final class BatchReader {

	/** Largest batch, in bytes of JSON. */
	static final int MAX_BATCH = 500 * 1024;

	/** Largest message, in bytes of JSON. */
	static final int MAX_MESSAGE = 32 * 1024;

	/** Most messages of a batch. */
	static final int MAX_MESSAGES = 2_500;

	private final JsonMapper mapper = JsonMapper.builder().build();

	List<Message> read(Request request) throws IOException, RefusedBatch {
		byte[] body = body(request);
		if (body.length > MAX_BATCH) {
			throw new RefusedBatch("batch-too-large");
		}
		JsonNode batch = parse(body).get("batch");
		if (batch == null || !batch.isArray()) {
			throw new RefusedBatch("no-batch");
		}
		if (batch.size() > MAX_MESSAGES) {
			throw new RefusedBatch("too-many-messages");
		}
		List<Message> messages = new ArrayList<>(batch.size());
		for (JsonNode each : batch) {
			if (this.mapper.writeValueAsBytes(each).length > MAX_MESSAGE) {
				throw new RefusedBatch("message-too-large");
			}
			messages.add(new Message(each));
		}
		return messages;
	}

	/** One byte more than allowed at most, whatever it inflates to. */
	private static byte[] body(Request request) throws IOException, RefusedBatch {
		boolean packed = request.header("Content-Encoding").filter("gzip"::equalsIgnoreCase).isPresent();
		try (InputStream body = packed ? new GZIPInputStream(request.body()) : request.body()) {
			return body.readNBytes(MAX_BATCH + 1);
		}
		catch (ZipException ex) {
			throw new RefusedBatch("not-gzip");
		}
	}

	private JsonNode parse(byte[] body) throws RefusedBatch {
		try {
			return this.mapper.readTree(body);
		}
		catch (JacksonException ex) {
			throw new RefusedBatch("not-json");
		}
	}

	/** Answered with 400; nothing of the batch is taken. */
	static final class RefusedBatch extends Exception {

		private static final long serialVersionUID = 1L;

		RefusedBatch(String code) {
			super(code, null, false, false);
		}

	}

}
