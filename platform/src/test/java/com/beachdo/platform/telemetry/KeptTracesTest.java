package com.beachdo.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.trace.IdGenerator;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class KeptTracesTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final double RATIO = 0.25;
    private static final String LOW = "00-0af7651916cd43dd0448eb211c80319c-b7ad6b7169203331-01";
    private static final String HIGH = "00-0af7651916cd43dd7448eb211c80319c-b7ad6b7169203331-01";

    /** Makes a span of everything. */
    private static final VertxTracer<String, String> EVERYTHING = new VertxTracer<>() {
        @Override
        public <R> String receiveRequest(
                Context context,
                SpanKind kind,
                TracingPolicy policy,
                R request,
                String operation,
                Iterable<Map.Entry<String, String>> headers,
                TagExtractor<R> tags) {
            return operation;
        }
    };

    @AfterAll
    static void stop() {
        Void unused = VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void keepsATraceByItsId() {
        assertThat(span(RATIO, header(LOW))).isEqualTo("GET");
        assertThat(span(RATIO, header(HIGH))).isNull();
        assertThat(span(1, header(HIGH))).isEqualTo("GET");
        assertThat(span(0, header(LOW))).isNull();
    }

    @Test
    void keepsNothingThatNobodyWants() {
        assertThat(span(1, header(LOW.substring(0, 53) + "00"))).isNull();
    }

    @Test
    void keepsNothingThatItCanNotRead() {
        for (String wrong : List.of("", "00", LOW + "0", LOW.replace("0448", "04x8"), LOW.substring(0, 54) + "g")) {
            assertThat(span(1, header(wrong))).as(wrong).isNull();
        }
    }

    @Test
    void beginsAsManyAsTheRatioSays() {
        int begun = 0;
        for (int request = 0; request < 10_000; request++) {
            begun += span(RATIO, List.of()) == null ? 0 : 1;
        }
        assertThat(begun).isBetween(2_000, 3_000);
        assertThat(span(0, List.of())).isNull();
        assertThat(span(1, List.of())).isEqualTo("GET");
    }

    @Test
    void otherNodesKeepWhatBeginsHere() {
        IdGenerator ids = KeptTraces.ids(RATIO);
        for (int trace = 0; trace < 1_000; trace++) {
            String begun = "00-" + ids.generateTraceId() + "-" + ids.generateSpanId() + "-01";
            assertThat(span(RATIO, header(begun))).as(begun).isEqualTo("GET");
        }
    }

    @Test
    void looksNoFurtherThanTheHeader() {
        Iterable<Map.Entry<String, String>> once = () -> new Iterator<>() {
            private boolean taken;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Map.Entry<String, String> next() {
                assertThat(taken).isFalse();
                taken = true;
                return Map.entry("Traceparent", HIGH);
            }
        };
        assertThat(span(RATIO, once)).isNull();
    }

    private static List<Map.Entry<String, String>> header(String traceparent) {
        return List.of(Map.entry("host", "h"), Map.entry("traceparent", traceparent));
    }

    private static @Nullable String span(double ratio, Iterable<Map.Entry<String, String>> headers) {
        return new KeptTraces<>(EVERYTHING, ratio)
                .receiveRequest(
                        VERTX.getOrCreateContext(),
                        SpanKind.RPC,
                        TracingPolicy.ALWAYS,
                        "",
                        "GET",
                        headers,
                        TagExtractor.empty());
    }
}
