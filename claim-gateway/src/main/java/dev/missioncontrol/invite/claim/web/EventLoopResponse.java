package dev.missioncontrol.invite.claim.web;

import io.netty.channel.EventLoop;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;

/**
 * A response that leaves from the connection's own event loop, whoever has it ready.
 * Otherwise the next request of the connection can come before Reactor Netty is done with
 * this one, and then it may never be read (reactor-netty issue 4361, open in 1.3.6).
 */
final class EventLoopResponse extends ServerHttpResponseDecorator {

	private final EventLoop loop;

	private EventLoopResponse(ServerHttpResponse response, EventLoop loop) {
		super(response);
		this.loop = loop;
	}

	static ServerHttpResponse of(ServerHttpResponse response) {
		Object connection = getNativeResponse(response);
		return (connection instanceof Connection open) ? new EventLoopResponse(response, open.channel().eventLoop())
				: response;
	}

	@Override
	public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
		return onLoop(super.writeWith(body));
	}

	@Override
	public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
		return onLoop(super.writeAndFlushWith(body));
	}

	@Override
	public Mono<Void> setComplete() {
		return onLoop(super.setComplete());
	}

	private Mono<Void> onLoop(Mono<Void> writing) {
		return Mono
			.defer(() -> this.loop.inEventLoop() ? writing : writing.subscribeOn(Schedulers.fromExecutor(this.loop)));
	}

}
