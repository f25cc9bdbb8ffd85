package com.beachdo.platform.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.vertx.core.spi.VertxTracerFactory;
import io.vertx.tracing.opentelemetry.OpenTelemetryTracingFactory;

/** The traces of one process: of requests, calls between parts, and statements to PostgreSQL and Redis. */
public final class Tracing implements AutoCloseable {
    private final OpenTelemetrySdk telemetry;
    private final double ratio;

    /** @param version of this program */
    public Tracing(TracingConfig config, String version) {
        OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(config.collector().toString().replaceAll("/+$", "") + "/v1/traces");
        config.headers().forEach(exporter::addHeader);
        this.ratio = config.ratio();
        this.telemetry = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .setResource(Resource.create(Attributes.builder()
                                .put("service.name", "beachdo")
                                .put("service.version", version)
                                .build()))
                        // what is not kept does not come as far as here
                        .setSampler(Sampler.alwaysOn())
                        .setIdGenerator(KeptTraces.ids(ratio))
                        .addSpanProcessor(BatchSpanProcessor.builder(new PlainSpans(exporter.build()))
                                .build())
                        .build())
                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                .build();
    }

    /** For {@code Vertx.builder().withTracer(factory())}. */
    public VertxTracerFactory factory() {
        VertxTracerFactory every = new OpenTelemetryTracingFactory((OpenTelemetry) telemetry);
        return options -> new KeptTraces<>(every.tracer(options), ratio);
    }

    /** The traceparent of what is under way here; empty where nothing is traced. */
    public static String current() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid()
                ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getTraceFlags().asHex()
                : "";
    }

    /** Sends what is left. */
    @Override
    public void close() {
        telemetry.close();
    }
}
