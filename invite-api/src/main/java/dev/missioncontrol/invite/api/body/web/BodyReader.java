package dev.missioncontrol.invite.api.body.web;

import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.unit.DataSize;

/**
 * Reads whole bodies up to a limit.
 */
public final class BodyReader {

	private static final byte[] NONE = {};

	private final DataSize limit;

	/**
	 * Reads no more than this.
	 * @param limit longest body
	 */
	public BodyReader(DataSize limit) {
		this.limit = limit;
	}

	/**
	 * Reads the body.
	 * @param request whose
	 * @return the bytes, none when there is no body; a {@code ProblemException} when
	 * there are too many
	 */
	public Mono<byte[]> read(ServerHttpRequest request) {
		if (request.getHeaders().getContentLength() > this.limit.toBytes()) {
			return Mono.error(this::tooLarge);
		}
		return DataBufferUtils.join(request.getBody(), Math.toIntExact(this.limit.toBytes()))
			.map(BodyReader::bytes)
			.defaultIfEmpty(NONE)
			.onErrorMap(DataBufferLimitException.class, (_) -> tooLarge());
	}

	private static byte[] bytes(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

	private ProblemException tooLarge() {
		return new ProblemException(Problem.of(ProblemCode.BODY_TOO_LARGE,
				"The body may have " + this.limit.toBytes() + " bytes at most."));
	}

}
