package com.beachdo.platform.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Lets out of spans only what can't be personal or secret: no URL, which may hold a ticket, no address, no message. */
final class PlainSpans implements SpanExporter {
    private static final Set<String> LET_OUT = Set.of(
            Tracing.RECORDING,
            "http.method",
            "http.request.method",
            "http.route",
            "http.status_code",
            "http.response.status_code",
            "messaging.destination.name",
            "messaging.operation",
            "messaging.system",
            "message_bus.destination",
            "db.system",
            "db.system.name",
            "db.operation",
            "db.operation.name",
            "db.statement",
            "db.query.text");

    private final SpanExporter exporter;

    PlainSpans(SpanExporter exporter) {
        this.exporter = exporter;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        return exporter.export(
                spans.stream().map(span -> (SpanData) new Plain(span)).toList());
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }

    /** One span. */
    private static final class Plain extends DelegatingSpanData {
        private final Attributes attributes;

        Plain(SpanData span) {
            super(span);
            this.attributes = span.getAttributes().toBuilder()
                    .removeIf(key -> !LET_OUT.contains(key.getKey()))
                    .build();
        }

        @Override
        public Attributes getAttributes() {
            return attributes;
        }

        @Override
        public int getTotalAttributeCount() {
            return attributes.size();
        }

        /** An exception's message may hold what people wrote. */
        @Override
        public List<EventData> getEvents() {
            return List.of();
        }

        @Override
        public int getTotalRecordedEvents() {
            return 0;
        }

        @Override
        public StatusData getStatus() {
            return StatusData.create(super.getStatus().getStatusCode(), "");
        }
    }
}
