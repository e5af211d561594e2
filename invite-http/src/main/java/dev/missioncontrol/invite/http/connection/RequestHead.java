package dev.missioncontrol.invite.http.connection;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;

/**
 * What the head of a request must be like beyond what the decoder sees to.
 */
final class RequestHead {

	/** What the server can read; it would log everything else. */
	private static final Pattern HOST = Pattern.compile("(?:[\\w.-]{1,255}|\\[[\\p{XDigit}:.]{2,45}])(?::(\\d{1,5}))?");

	private static final int MAX_PORT = 65_535;

	private RequestHead() {
	}

	/** RFC 9112 section 3.2: one host, and no other protocol on this port. */
	static boolean isProper(HttpRequest head) {
		HttpVersion version = head.protocolVersion();
		List<String> hosts = head.headers().getAll(HttpHeaderNames.HOST);
		boolean old = version.minorVersion() == 0 && hosts.isEmpty();
		return version.majorVersion() == 1 && (old || (hosts.size() == 1 && isHost(hosts.getFirst())));
	}

	private static boolean isHost(String host) {
		Matcher matcher = HOST.matcher(host);
		return matcher.matches() && (matcher.group(1) == null || Integer.parseInt(matcher.group(1)) <= MAX_PORT);
	}

}
