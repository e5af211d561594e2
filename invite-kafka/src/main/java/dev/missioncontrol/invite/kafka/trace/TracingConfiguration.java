package dev.missioncontrol.invite.kafka.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the tracing.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TracingSettings.class)
class TracingConfiguration {

	@Bean
	InviteTraces inviteTraces(TracingSettings settings, @Value("${spring.application.name}") String service) {
		if (settings.endpoint().isEmpty()) {
			return InviteTraces.off();
		}
		OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
			.setEndpoint(settings.endpoint())
			.setTimeout(settings.timeout())
			.build();
		return new InviteTraces(SdkTracerProvider.builder()
			.setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), service)))
			.setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.sampling())))
			.addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
			.build());
	}

}
