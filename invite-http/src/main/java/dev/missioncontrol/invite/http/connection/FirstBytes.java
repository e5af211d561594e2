package dev.missioncontrol.invite.http.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Stands before the decoder, which says nothing until a whole head is there, and tells
 * the wall that one has begun.
 */
final class FirstBytes extends ChannelInboundHandlerAdapter {

	static final String NAME = "invite.firstBytes";

	private final RequestWall wall;

	FirstBytes(RequestWall wall) {
		this.wall = wall;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		this.wall.bytesCame();
		context.fireChannelRead(message);
	}

}
