package dev.missioncontrol.invite.http.connection;

import java.nio.channels.ClosedChannelException;
import java.util.function.BooleanSupplier;

import dev.missioncontrol.invite.http.connection.Deadline.Wait;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the decoder and the server on one HTTP/1.1 connection, and refuses what
 * is too large, too slow or malformed, so that the server never sees it. Answers keep the
 * order of the requests (RFC 9112 section 9.3.2): a refusal waits for those before it.
 */
final class RequestWall extends ChannelDuplexHandler {

	static final String NAME = "invite.requestWall";

	private final ConnectionLimits limits;

	private final Refusals refusals;

	private final BooleanSupplier draining;

	@SuppressWarnings("NullAway.Init") // set before any event
	private ChannelHandlerContext context;

	@SuppressWarnings("NullAway.Init") // set before any event
	private Deadline deadline;

	@SuppressWarnings("NullAway.Init") // set before any event
	private Outgoing outgoing;

	/** Whether some of the next head is here. */
	private boolean begun;

	/** Whether the body of the latest request is still to come. */
	private boolean receiving;

	private long received;

	/** Most bytes of that body. */
	private long maxBody;

	/** Whether it may take longer than others. */
	private boolean large;

	/** Requests let through whose response is not complete. */
	private int unanswered;

	/** Whether the response to the first of them has begun. */
	private boolean responding;

	/** Nothing more is let through. */
	private boolean closing;

	private boolean answered;

	/** What is still to be said, once only so many are unanswered. */
	private @Nullable Refusal pending;

	private int pendingAt;

	RequestWall(ConnectionLimits limits, Refusals refusals, BooleanSupplier draining) {
		this.limits = limits;
		this.refusals = refusals;
		this.draining = draining;
	}

	@Override
	public void handlerAdded(ChannelHandlerContext context) {
		this.context = context;
		this.deadline = new Deadline(context.executor(), this::expired);
		this.deadline.set(Wait.HEAD, this.limits.head());
		this.outgoing = new Outgoing(context.channel(), new Deadline(context.executor(), this::expired),
				this.limits.response(), this::rest);
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		this.deadline.clear();
		this.outgoing.clear();
		context.fireChannelInactive();
	}

	/** A client that sits idle may; one that has begun has to go on. */
	void bytesCame() {
		this.begun = true;
		if (this.deadline.waitsFor(Wait.REQUEST)) {
			this.deadline.set(Wait.HEAD, this.limits.head());
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (!this.closing) {
			boolean known = this.receiving;
			Refusal refusal = switch (message) {
				case HttpRequest head -> examine(head);
				case HttpContent content -> examine(content);
				default -> null;
			};
			if (refusal == null) {
				context.fireChannelRead(message);
				return;
			}
			refuse(refusal, refusal.code(), known);
		}
		ReferenceCountUtil.release(message);
		// Otherwise what the client still sends would destroy what it was told.
		context.read();
	}

	private @Nullable Refusal examine(HttpRequest head) {
		this.deadline.clear();
		this.begun = false;
		if (head.decoderResult().isFailure()) {
			return Refusal.of(head.decoderResult().cause());
		}
		if (!RequestHead.isProper(head)) {
			return Refusal.BAD_REQUEST;
		}
		long length = HttpUtil.getContentLength(head, 0L);
		this.large = this.limits.largeBodies().isFor(head);
		this.maxBody = this.large ? this.limits.largeBodies().maxBody() : this.limits.maxBody();
		if (length > this.maxBody) {
			return Refusal.BODY_TOO_LARGE;
		}
		this.unanswered++;
		this.receiving = true;
		this.received = 0;
		if (length > 0 || HttpUtil.isTransferEncodingChunked(head)) {
			this.deadline.set(Wait.BODY, this.large ? this.limits.largeBodies().within() : this.limits.body());
		}
		return null;
	}

	private @Nullable Refusal examine(HttpContent content) {
		if (content.decoderResult().isFailure()) {
			return Refusal.of(content.decoderResult().cause());
		}
		this.received += content.content().readableBytes();
		if (this.received > this.maxBody) {
			return Refusal.BODY_TOO_LARGE;
		}
		if (content instanceof LastHttpContent) {
			this.receiving = false;
			this.deadline.clear();
			rest();
		}
		return null;
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (this.answered) {
			ReferenceCountUtil.release(message);
			promise.tryFailure(new ClosedChannelException());
			return;
		}
		if (message instanceof HttpResponse response
				&& response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
			this.responding = true;
			this.outgoing.begin(response);
			if (this.draining.getAsBoolean() && this.unanswered == 1 && !this.closing) {
				HttpUtil.setKeepAlive(response, false);
				this.closing = true;
			}
		}
		boolean complete = this.responding && message instanceof LastHttpContent;
		ChannelPromise written = promise.unvoid();
		if (this.responding) {
			this.outgoing.write(written, bytes(message), complete);
		}
		var _ = context.write(message, written);
		if (complete) {
			this.responding = false;
			this.unanswered--;
			if (this.large && this.receiving && this.unanswered == 0 && !this.closing) {
				// Nobody wants the rest of it any more.
				this.large = false;
				this.deadline.set(Wait.BODY, this.limits.body());
			}
			goOn();
		}
	}

	private static int bytes(Object message) {
		return switch (message) {
			case HttpContent content -> content.content().readableBytes();
			case ByteBuf bytes -> bytes.readableBytes();
			default -> 0;
		};
	}

	private void goOn() {
		rest();
		if (this.closing && this.unanswered <= this.pendingAt) {
			say();
		}
	}

	/** A client that reads slowly is not idle. */
	private void rest() {
		if (!this.closing && this.unanswered == 0 && !this.receiving && this.outgoing.isEmpty()) {
			this.deadline.set(Wait.REQUEST, this.limits.idle());
		}
	}

	/**
	 * Lets nothing more in, and says why as soon as it is this request's turn.
	 * @param known whether the server has seen the head of the request, and counts on a
	 * response to it
	 */
	private void refuse(Refusal refusal, String reason, boolean known) {
		this.refusals.count(reason);
		this.deadline.clear();
		this.closing = true;
		this.pending = refusal;
		this.pendingAt = known ? 1 : 0;
		if (this.unanswered <= this.pendingAt && !this.responding) {
			say();
		}
	}

	private void say() {
		this.answered = true;
		// What was answered already needs no second answer, only an end behind the first.
		Object last = (this.pending != null && this.unanswered == this.pendingAt)
				? this.pending.response(this.limits.problemBase()) : Unpooled.EMPTY_BUFFER;
		ChannelPromise said = this.context.newPromise();
		this.outgoing.await(said);
		var _ = this.context.writeAndFlush(last, said.addListener((_) -> linger()));
	}

	/** Closing at once would reset what the client has not read yet. */
	private void linger() {
		if (this.context.channel() instanceof DuplexChannel duplex
				&& this.context.pipeline().get(SslHandler.class) == null) {
			var _ = duplex.shutdownOutput();
		}
		if (this.context.channel().isActive()) {
			this.deadline.set(Wait.END, this.limits.linger());
			this.context.read();
		}
	}

	private void expired(Wait wait) {
		switch (wait) {
			case HEAD -> {
				if (this.begun) {
					refuse(Refusal.REQUEST_TIMEOUT, "head-timeout", false);
				}
				else {
					close("no-request");
				}
			}
			case BODY -> refuse(Refusal.REQUEST_TIMEOUT, "body-timeout", true);
			case REQUEST -> close("idle");
			case RESPONSE -> close("response-timeout");
			case END -> {
				var _ = this.context.close();
			}
		}
	}

	private void close(String reason) {
		this.refusals.count(reason);
		var _ = this.context.close();
	}

}
