package dev.missioncontrol.invite.http.connection;

import java.time.Duration;
import java.util.Locale;

import dev.missioncontrol.invite.http.connection.Deadline.Wait;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.concurrent.Future;

/**
 * What was answered and is still here, because the client has not taken it. A response
 * has to be taken as a whole within one time, however slowly the client reads; an event
 * stream, which never ends, has that time for each of its pieces. To be used by the
 * connection's event loop only.
 * <p>
 * A response may be longer than fits into that time: each further megabyte has it anew.
 */
final class Outgoing {

	private static final long MEGABYTE = 1024 * 1024;

	private final Channel channel;

	private final Deadline deadline;

	private final Duration within;

	private final Runnable taken;

	/** Responses, and pieces of event streams, that are not taken. */
	private int waiting;

	/** Bytes that the client has taken since it was given time anew. */
	private long progress;

	/** Whether the response under way is an event stream. */
	private boolean stream;

	/**
	 * Nothing yet.
	 * @param deadline of its own, not the one of what comes in
	 * @param taken to be run whenever nothing is left
	 */
	Outgoing(Channel channel, Deadline deadline, Duration within, Runnable taken) {
		this.channel = channel;
		this.deadline = deadline;
		this.within = within;
		this.taken = taken;
	}

	/** A response, before it is written. */
	void begin(HttpResponse head) {
		this.stream = isEventStream(head);
		if (!this.stream) {
			begin();
		}
	}

	/** Some of the response under way, before it is written. */
	void write(ChannelPromise promise, int bytes, boolean last) {
		if (this.stream) {
			await(promise);
		}
		else if (last) {
			var _ = promise.addListener(this::settle);
		}
		else if (bytes > 0) {
			var _ = promise.addListener((written) -> proceed(written, bytes));
		}
	}

	private void proceed(Future<?> written, int bytes) {
		if (written.isSuccess()) {
			this.progress += bytes;
		}
		if (this.progress >= MEGABYTE && this.waiting > 0 && this.channel.isActive()) {
			this.progress = 0;
			this.deadline.set(Wait.RESPONSE, this.within);
		}
	}

	/** Something else, before it is written. */
	void await(ChannelPromise promise) {
		begin();
		var _ = promise.addListener(this::settle);
	}

	boolean isEmpty() {
		return this.waiting == 0;
	}

	void clear() {
		this.deadline.clear();
	}

	private void begin() {
		if (this.waiting++ == 0) {
			this.deadline.set(Wait.RESPONSE, this.within);
		}
	}

	/** Fails only when the connection does, or has to. */
	private void settle(Future<?> written) {
		if (!written.isSuccess() || !this.channel.isActive()) {
			return;
		}
		this.waiting--;
		if (this.waiting > 0) {
			this.deadline.set(Wait.RESPONSE, this.within);
		}
		else {
			this.deadline.clear();
			this.taken.run();
		}
	}

	private static boolean isEventStream(HttpResponse head) {
		String type = head.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
		return type.toLowerCase(Locale.ROOT).startsWith(HttpHeaderValues.TEXT_EVENT_STREAM.toString());
	}

}
