package dev.missioncontrol.invite.api.trace.web;

import dev.missioncontrol.invite.api.trace.RequestSpan;
import dev.missioncontrol.invite.kafka.trace.InviteTraces;
import io.micrometer.context.ContextRegistry;

import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the tracing of requests; nothing of it is there while tracing is off.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${invite.tracing.endpoint:}'.isEmpty()")
class TraceConfiguration {

	@Bean
	TraceFilter traceFilter(InviteTraces traces) {
		ContextRegistry.getInstance().registerThreadLocalAccessor(new RequestSpan());
		return new TraceFilter(traces);
	}

}
