package dev.missioncontrol.invite.api.trace;

import io.micrometer.context.ThreadLocalAccessor;
import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * The span of the request at hand, in Reactor's context. GraphQL resolves fields outside
 * of the request's chain and hands on what has an accessor, so this is one.
 */
public final class RequestSpan implements ThreadLocalAccessor<Span> {

	private static final String KEY = "invite.request.span";

	private static final ThreadLocal<@Nullable Span> CURRENT = new ThreadLocal<>();

	/**
	 * The span of the request.
	 * @param context the context of a chain that belongs to the request
	 * @return one that does nothing when there is none
	 */
	public static Span in(ContextView context) {
		return context.<Span>getOrEmpty(KEY).orElseGet(Span::getInvalid);
	}

	/**
	 * Puts the span of a request into its context.
	 * @param context the context
	 * @param span the span
	 * @return the context with the span
	 */
	public static Context put(Context context, Span span) {
		return context.put(KEY, span);
	}

	@Override
	public Object key() {
		return KEY;
	}

	@Override
	public @Nullable Span getValue() {
		return CURRENT.get();
	}

	@Override
	public void setValue(Span span) {
		CURRENT.set(span);
	}

	@Override
	public void setValue() {
		CURRENT.remove();
	}

}
