package com.beachdo.platform.events;

import com.beachdo.common.v1.EventEnvelope;
import com.beachdo.platform.rpc.RpcException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the effects of events on one context: of one aggregate one after another, of many side by side up to a limit. An
 * event without effect holds back the later ones of its aggregate, is tried again for ever, and is never passed over.
 */
final class Lanes {
    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
    private static final long LONGEST_MILLIS = 60_000;
    private static final long REST_MILLIS = 1_000;

    private static final Map<String, AtomicInteger> HELD = new ConcurrentHashMap<>();

    private final Vertx vertx;
    private final Context context;
    private final Inbox inbox;
    private final int sideBySide;
    private final AtomicInteger held;
    private final Deque<Lane> ready = new ArrayDeque<>();
    private final Promise<Void> still = Promise.promise();
    private int running;
    private boolean resting;
    private boolean stopped;

    Lanes(Vertx vertx, Context context, Inbox inbox, int sideBySide) {
        this.vertx = vertx;
        this.context = context;
        this.inbox = inbox;
        this.sideBySide = sideBySide;
        this.held = HELD.computeIfAbsent(inbox.domain(), Lanes::gauge);
    }

    private static AtomicInteger gauge(String consumer) {
        AtomicInteger number = new AtomicInteger();
        Gauge unused = Gauge.builder("beachdo.events.held", number, AtomicInteger::get)
                .description("Aggregates whose next event has had no effect yet for all that it was tried")
                .tag("consumer", consumer)
                .register(Metrics.globalRegistry);
        return number;
    }

    /** Takes records of a partition in their order. */
    void add(Reading reading, Iterable<ConsumerRecord<String, byte[]>> records) {
        for (ConsumerRecord<String, byte[]> record : records) {
            reading.begin(record.offset());
            Lane lane = reading.lane(String.valueOf(record.key()));
            if (lane.add(record)) {
                ready.add(lane);
            }
        }
        go();
    }

    /** Another process has the partition; what is tried again there is not tried here. */
    void end(Reading reading) {
        for (Lane lane : reading.lanes()) {
            if (lane.isHeld()) {
                held.decrementAndGet();
            }
        }
    }

    /** Succeeds when no effect is under way, and begins none. */
    Future<Void> stop() {
        stopped = true;
        go();
        return still.future();
    }

    private void go() {
        while (!stopped && !resting && running < sideBySide && !ready.isEmpty()) {
            Lane lane = ready.remove();
            if (!lane.reading().isOver()) {
                running++;
                take(lane).onComplete(done -> context.runOnContext(ignored -> settle(lane, done)));
            }
        }
        if (stopped && running == 0) {
            boolean unused = still.tryComplete();
        }
    }

    private void settle(Lane lane, AsyncResult<Void> done) {
        running--;
        if (!lane.reading().isOver()) {
            if (done.succeeded()) {
                succeeded(lane);
            } else if (isDatabaseAway(done.cause())) {
                ready.addFirst(lane);
                rest();
            } else {
                failed(lane, done.cause());
            }
        }
        go();
    }

    private Future<Void> take(Lane lane) {
        EventEnvelope event = lane.event();
        if (event == null) {
            return Future.failedFuture("not an EventEnvelope");
        }
        return event.getConsumersList().contains(inbox.domain())
                ? Inbox.contextOf(event).run(vertx, () -> inbox.take(event))
                : Future.succeededFuture();
    }

    private void succeeded(Lane lane) {
        if (lane.isHeld()) {
            held.decrementAndGet();
        }
        String aggregate = String.valueOf(lane.head().key());
        if (lane.succeeded()) {
            ready.add(lane);
        } else {
            lane.reading().forget(aggregate);
        }
    }

    private void failed(Lane lane, Throwable failure) {
        boolean first = !lane.isHeld();
        if (first) {
            held.incrementAndGet();
        }
        long delay = lane.failed(LONGEST_MILLIS);
        LOG.error(
                "{} has not taken the event at {} of {}, of {}; later events of that aggregate wait; again in {} ms",
                inbox.domain(),
                lane.head().offset(),
                lane.reading().partition(),
                lane.head().key(),
                delay,
                first ? failure : failure.toString());
        long unused = vertx.setTimer(
                delay,
                ignored -> context.runOnContext(again -> {
                    if (!lane.reading().isOver()) {
                        ready.add(lane);
                        go();
                    }
                }));
    }

    /** Not this event is the matter: none is tried for a while. */
    private void rest() {
        if (!resting) {
            resting = true;
            LOG.warn("{} takes no events while its database is away", inbox.domain());
            long unused = vertx.setTimer(
                    REST_MILLIS,
                    ignored -> context.runOnContext(again -> {
                        resting = false;
                        go();
                    }));
        }
    }

    private static boolean isDatabaseAway(Throwable failure) {
        return failure instanceof RpcException rpc && rpc.code().equals("database.unavailable");
    }
}
