package dev.missioncontrol.invite.api.batch.web;

import java.net.URI;
import java.util.Set;

import dev.missioncontrol.invite.api.batch.Batch;
import dev.missioncontrol.invite.api.batch.BatchRow;
import dev.missioncontrol.invite.api.batch.FollowingBatches;
import dev.missioncontrol.invite.api.batch.ReceivingBatch;
import dev.missioncontrol.invite.api.batch.RowOutcome;
import dev.missioncontrol.invite.api.batch.Submitter;
import dev.missioncontrol.invite.api.batch.Viewer;
import dev.missioncontrol.invite.api.body.web.IdempotencyHeader;
import dev.missioncontrol.invite.api.caller.Callers;
import dev.missioncontrol.invite.api.caller.Scope;
import dev.missioncontrol.invite.api.paging.ListParameters;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;

/**
 * Takes batches and gives what became of them, neither of which is ever in memory as a
 * whole. The caller is checked before anything is read.
 */
@RestController
class BatchController {

	private static final String PATH = "/v1/invites/batch";

	private static final Set<String> PARAMETERS = Set.of("outcome");

	private final RowWriter writer = new RowWriter();

	private final ReceivingBatch receiving;

	private final FollowingBatches following;

	private final Callers callers;

	private final BatchWebSettings settings;

	BatchController(ReceivingBatch receiving, FollowingBatches following, Callers callers, BatchWebSettings settings) {
		this.receiving = receiving;
		this.following = following;
		this.callers = callers;
		this.settings = settings;
	}

	@PostMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE,
			consumes = { MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_NDJSON_VALUE, BatchFormat.CSV_VALUE })
	Mono<ResponseEntity<Batch>> receive(ServerHttpRequest request) {
		return this.callers.allowedTo(Scope.CREATE_INVITES)
			.flatMap((caller) -> mayReplace().flatMap((mayReplace) -> this.receiving
				.receive(new Submitter(caller, mayReplace), IdempotencyHeader.in(request.getHeaders()), rows(request))))
			.map(BatchController::accepted);
	}

	private Mono<Boolean> mayReplace() {
		return this.callers.allowedTo(Scope.REVOKE_INVITES)
			.map((_) -> true)
			.onErrorResume((ex) -> ex instanceof ProblemException refusal
					&& refusal.problem().code() == ProblemCode.INSUFFICIENT_SCOPE, (_) -> Mono.just(false));
	}

	private Flux<BatchRow> rows(ServerHttpRequest request) {
		MediaType type = request.getHeaders().getContentType();
		BatchFormat format = BatchFormat.of(type)
			.orElseThrow(() -> new UnsupportedMediaTypeStatusException(type, BatchFormat.types()));
		RowReader reader = RowReader.of(format, this.settings.maxRowBytes());
		return request.getBody()
			// By then a buffer is released, whatever its reader says.
			.map(BatchController::bytes)
			.concatMapIterable(reader::take, 1)
			.concatWith(Flux.defer(() -> Flux.fromIterable(reader.end())))
			.doOnDiscard(DataBuffer.class, DataBufferUtils::release);
	}

	private static byte[] bytes(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

	@GetMapping(path = PATH + "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<Batch> find(@PathVariable String id) {
		return Viewer.of(this.callers).flatMap((viewer) -> this.following.find(viewer, id));
	}

	@GetMapping(path = PATH + "/{id}/rows",
			produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_NDJSON_VALUE, BatchFormat.CSV_VALUE })
	Mono<ResponseEntity<Flux<DataBuffer>>> rows(@PathVariable String id, ServerHttpRequest request,
			ServerHttpResponse response) {
		return Viewer.of(this.callers).flatMap((viewer) -> {
			ListParameters query = new ListParameters(request.getQueryParams(), PARAMETERS);
			RowOutcome outcome = query.oneOf("outcome", RowOutcome::named);
			query.check();
			BatchFormat format = BatchFormat.accepted(request.getHeaders().getAccept());
			return this.following.find(viewer, id)
				.map((batch) -> ResponseEntity.ok()
					.contentType(format.responseType())
					.header(HttpHeaders.CONTENT_DISPOSITION,
							ContentDisposition.attachment()
								.filename("batch-" + batch.id() + "." + format.extension())
								.build()
								.toString())
					.body(this.writer.write(this.following.rows(batch, outcome), format, response.bufferFactory())));
		});
	}

	@PostMapping(path = PATH + "/{id}/cancel", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<ResponseEntity<Batch>> cancel(@PathVariable String id) {
		return this.callers.allowedTo(Scope.CREATE_INVITES)
			.flatMap((caller) -> this.following.cancel(new Viewer(caller.organization().id(), null), id))
			.map(BatchController::accepted);
	}

	private static ResponseEntity<Batch> accepted(Batch batch) {
		return ResponseEntity.accepted().location(URI.create(PATH + "/" + batch.id())).body(batch);
	}

}
