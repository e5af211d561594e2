package dev.missioncontrol.invite.http.connection;

import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import reactor.netty.NettyPipeline;

/**
 * The connections of one server: no more than so many, each behind a {@link RequestWall}.
 * Safe for use by several threads.
 */
public final class Connections {

	private final AtomicInteger open = new AtomicInteger();

	private final ConnectionLimits limits;

	private final Refusals refusals;

	private volatile boolean draining;

	/**
	 * None yet.
	 * @param limits of each, and of all
	 * @param refusals hears of what is refused
	 */
	public Connections(ConnectionLimits limits, Refusals refusals) {
		this.limits = limits;
		this.refusals = refusals;
	}

	/**
	 * Takes a new connection in, or closes it when there are enough.
	 * @param channel an HTTP/1.1 connection, its codec in place
	 */
	public void accept(Channel channel) {
		if (this.open.incrementAndGet() > this.limits.maxConnections()) {
			this.open.decrementAndGet();
			this.refusals.count("connections");
			var _ = channel.close();
			return;
		}
		var _ = channel.closeFuture().addListener((_) -> this.open.decrementAndGet());
		RequestWall wall = new RequestWall(this.limits, this.refusals, () -> this.draining);
		ChannelPipeline pipeline = channel.pipeline();
		pipeline.addBefore(NettyPipeline.HttpCodec, FirstBytes.NAME, new FirstBytes(wall));
		pipeline.addAfter(NettyPipeline.HttpCodec, RequestWall.NAME, wall);
	}

	/**
	 * How many there are.
	 * @return zero or more
	 */
	public int open() {
		return this.open.get();
	}

	/**
	 * From now on, each connection ends with its next response.
	 */
	public void drain() {
		this.draining = true;
	}

}
