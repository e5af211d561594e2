package dev.missioncontrol.invite.http.connection;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/**
 * Why a request is refused before any service sees it. Tells nothing of the request.
 */
enum Refusal {

	/** RFC 9110 section 15.5.15. */
	REQUEST_LINE_TOO_LONG(HttpResponseStatus.REQUEST_URI_TOO_LONG, "request-line-too-long", "The address is too long"),

	/** RFC 6585 section 5. */
	HEADERS_TOO_LARGE(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "headers-too-large",
			"The headers are too large"),

	/** RFC 9110 section 15.5.14. */
	BODY_TOO_LARGE(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "body-too-large", "The body is too large"),

	/** RFC 9110 section 15.5.9: the head or the body did not come in time. */
	REQUEST_TIMEOUT(HttpResponseStatus.REQUEST_TIMEOUT, "request-timeout", "The request came too slowly"),

	/** RFC 9110 section 15.5.1: this is not HTTP, or not one request only. */
	BAD_REQUEST(HttpResponseStatus.BAD_REQUEST, "bad-request", "The request cannot be understood");

	@SuppressWarnings("ImmutableEnumChecker") // never changed after it was made
	private final HttpResponseStatus status;

	private final String code;

	private final String title;

	Refusal(HttpResponseStatus status, String code, String title) {
		this.status = status;
		this.code = code;
		this.title = title;
	}

	/** For what the decoder could not read. */
	static Refusal of(Throwable failure) {
		return switch (failure) {
			case TooLongHttpLineException _ -> REQUEST_LINE_TOO_LONG;
			case TooLongHttpHeaderException _ -> HEADERS_TOO_LARGE;
			default -> BAD_REQUEST;
		};
	}

	String code() {
		return this.code;
	}

	/** A new response (RFC 9457) after which the connection ends. */
	FullHttpResponse response(String problemBase) {
		byte[] body = """
				{"type":"%4$s%1$s","title":"%2$s","status":%3$d,\
				"detail":"%2$s; nothing was done.","code":"%1$s"}"""
			.formatted(this.code, this.title, this.status.code(), problemBase)
			.getBytes(StandardCharsets.UTF_8);
		FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, this.status,
				Unpooled.wrappedBuffer(body));
		HttpHeaders headers = response.headers();
		headers.set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json");
		headers.setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
		headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
		headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
		headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
		headers.set("X-Content-Type-Options", "nosniff");
		headers.set("Referrer-Policy", "no-referrer");
		return response;
	}

}
