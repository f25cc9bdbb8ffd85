package com.beachdo.platform.telemetry;

import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.vertx.core.Context;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A tracer that takes part in kept traces only: what belongs to another costs a look at its headers, and nothing of what it
 * calls is looked at. Whether a trace is kept goes by its id, so all nodes decide alike; a client may ask not to be traced.
 */
final class KeptTraces<I, O> implements VertxTracer<I, O> {
    private static final String HEADER = "traceparent";
    private static final int LENGTH = 55;

    private final VertxTracer<I, O> tracer;
    private final double ratio;

    KeptTraces(VertxTracer<I, O> tracer, double ratio) {
        this.tracer = tracer;
        this.ratio = ratio;
    }

    /** Ids of traces that begin here, which are kept ones. */
    static IdGenerator ids(double ratio) {
        long bound = bound(ratio);
        return new IdGenerator() {
            @Override
            public String generateTraceId() {
                ThreadLocalRandom random = ThreadLocalRandom.current();
                return TraceId.fromLongs(random.nextLong() | 1, bound == 0 ? 0 : random.nextLong(bound));
            }

            @Override
            public String generateSpanId() {
                return IdGenerator.random().generateSpanId();
            }
        };
    }

    private static long bound(double ratio) {
        return (long) (ratio * Long.MAX_VALUE);
    }

    private boolean isKept(Iterable<Map.Entry<String, String>> headers) {
        for (Map.Entry<String, String> header : headers) {
            if (header.getKey().equalsIgnoreCase(HEADER)) {
                return isKept(header.getValue(), ratio);
            }
        }
        return ThreadLocalRandom.current().nextDouble() < ratio;
    }

    /** Whether a trace is kept, as all nodes decide alike. */
    static boolean isKept(String traceparent, double ratio) {
        if (traceparent.length() != LENGTH || Character.digit(traceparent.charAt(LENGTH - 1), 16) % 2 != 1) {
            return false;
        }
        try {
            long low = Long.parseUnsignedLong(traceparent, 19, 35, 16);
            return (low & Long.MAX_VALUE) < bound(ratio);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    @Override
    public <R> @Nullable I receiveRequest(
            Context context,
            SpanKind kind,
            TracingPolicy policy,
            R request,
            String operation,
            Iterable<Map.Entry<String, String>> headers,
            TagExtractor<R> tags) {
        return isKept(headers) ? tracer.receiveRequest(context, kind, policy, request, operation, headers, tags) : null;
    }

    @Override
    public <R> void sendResponse(
            Context context, R response, I payload, @Nullable Throwable failure, TagExtractor<R> tags) {
        tracer.sendResponse(context, response, payload, failure, tags);
    }

    @Override
    public <R> @Nullable O sendRequest(
            Context context,
            SpanKind kind,
            TracingPolicy policy,
            R request,
            String operation,
            BiConsumer<String, String> headers,
            TagExtractor<R> tags) {
        return tracer.sendRequest(context, kind, policy, request, operation, headers, tags);
    }

    @Override
    public <R> void receiveResponse(
            Context context, R response, O payload, @Nullable Throwable failure, TagExtractor<R> tags) {
        tracer.receiveResponse(context, response, payload, failure, tags);
    }

    @Override
    public void close() {
        tracer.close();
    }
}
