package com.beachdo.moderation;

import com.beachdo.moderation.v1.Backlog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many open cases are later than the law allows, as a metric to raise alarm by. */
final class LateCases {
    private static final Logger LOG = LoggerFactory.getLogger(LateCases.class);
    private static final AtomicInteger ACKNOWLEDGE = gauge("acknowledge");
    private static final AtomicInteger DISPOSE = gauge("dispose");

    private final OverviewStore overviews;

    LateCases(OverviewStore overviews) {
        this.overviews = overviews;
    }

    private static AtomicInteger gauge(String clock) {
        AtomicInteger number = new AtomicInteger();
        Gauge unused = Gauge.builder("beachdo.cases.late", number, AtomicInteger::get)
                .description("Open cases that have run out of the time the law gives to acknowledge or dispose of them")
                .tag("clock", clock)
                .register(Metrics.globalRegistry);
        return number;
    }

    void look() {
        Object unused = overviews
                .backlog()
                .onSuccess(LateCases::show)
                .onFailure(failure -> LOG.warn("late cases are not known: {}", failure.toString()));
    }

    private static void show(Backlog backlog) {
        ACKNOWLEDGE.set(backlog.getLateAcknowledgements());
        DISPOSE.set(backlog.getLateDisposals());
    }
}
