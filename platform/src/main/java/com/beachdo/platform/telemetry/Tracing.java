package com.beachdo.platform.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.vertx.core.Future;
import io.vertx.core.spi.VertxTracerFactory;
import io.vertx.tracing.opentelemetry.OpenTelemetryTracingFactory;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The traces of one process: of requests, calls between parts, and statements to PostgreSQL and Redis. */
public final class Tracing implements AutoCloseable {
    /** Attribute of a request's span: where the front end's recording of the session is. */
    static final String RECORDING = "session.recording.url";

    private static final AtomicReference<@Nullable Tracing> RUNNING = new AtomicReference<>();

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
        RUNNING.set(this);
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

    /**
     * What is done about an event, as a span of the trace in which it was told, on a Vert.x context of its own; only what is
     * done where nobody keeps that trace.
     */
    @SuppressWarnings("MustBeClosedChecker") // closed when the work is done, which is later
    public static <T> Future<T> follow(String name, String traceparent, Supplier<Future<T>> work) {
        Tracing running = RUNNING.get();
        if (running == null || !KeptTraces.isKept(traceparent, running.ratio)) {
            return work.get();
        }
        Context told = W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, new Parent());
        Span span = running.telemetry
                .getTracer("beachdo")
                .spanBuilder(name)
                .setParent(told)
                .setSpanKind(SpanKind.CONSUMER)
                .startSpan();
        Scope scope = told.with(span).makeCurrent();
        return work.get().onComplete(done -> {
            if (done.failed()) {
                Span unused = span.setStatus(StatusCode.ERROR);
            }
            span.end();
            scope.close();
        });
    }

    /** A traceparent as the one header there is. */
    private static final class Parent implements TextMapGetter<String> {
        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of("traceparent");
        }

        @Override
        public @Nullable String get(@Nullable String traceparent, String key) {
            return key.equals("traceparent") ? traceparent : null;
        }
    }

    /** Notes at the span of what is under way here where its session can be watched. */
    public static void note(String recording) {
        Span unused = Span.current().setAttribute(RECORDING, recording);
    }

    /** Sends what is left. */
    @Override
    public void close() {
        boolean unused = RUNNING.compareAndSet(this, null);
        telemetry.close();
    }
}
