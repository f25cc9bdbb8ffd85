package com.beachdo.identity;

import com.beachdo.identity.v1.SecurityAction;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.ratelimit.Network;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what was refused and records it once a second, those alike as one: any number of refusals makes a bounded number
 * of rows and events, and nobody who is refused waits for the database.
 */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final long EVERY_MILLIS = 1_000;
    private static final int MAX_KINDS = 100;

    private final Vertx vertx;
    private final Db db;
    private final SecurityEvents events;
    private Map<Kind, Count> counts = new LinkedHashMap<>();
    private Future<Void> writing = Future.succeededFuture();
    private long timer = -1;

    Refusals(Vertx vertx, Db db, SecurityEvents events) {
        this.vertx = vertx;
        this.db = db;
        this.events = events;
    }

    /** Refusals that are alike. */
    private record Kind(@Nullable UUID accountId, SecurityAction action, String how) {
        Kind ofNobody() {
            return new Kind(null, action, how);
        }
    }

    /** @param network that the last one came from */
    private record Count(int times, String network) {
        Count plus(Count other) {
            return new Count(Math.addExact(times, other.times), other.network);
        }
    }

    void start() {
        timer = vertx.setPeriodic(EVERY_MILLIS, ignored -> {
            Future<Void> unused = write();
        });
    }

    Future<Void> stop() {
        boolean unused = vertx.cancelTimer(timer);
        return write().compose(ignored -> write());
    }

    void add(@Nullable UUID accountId, SecurityAction action, String how) {
        add(
                new Kind(accountId, action, how),
                new Count(1, accountId == null ? "" : Network.current().subnet()));
    }

    private synchronized void add(Kind kind, Count count) {
        Kind kept = counts.size() < MAX_KINDS || counts.containsKey(kind) ? kind : kind.ofNobody();
        Count unused = counts.merge(kept, count, Count::plus);
    }

    private synchronized Future<Void> write() {
        if (counts.isEmpty() || !writing.isComplete()) {
            return writing;
        }
        Map<Kind, Count> refused = counts;
        counts = new LinkedHashMap<>();
        writing = db.transaction(tx -> write(tx, refused))
                .onFailure(failure -> LOG.warn("refusals wait: {}", failure.getMessage()))
                .recover(failure -> {
                    refused.forEach(this::add);
                    return Future.succeededFuture();
                });
        return writing;
    }

    private Future<Void> write(Tx tx, Map<Kind, Count> refused) {
        Future<Void> done = Future.succeededFuture();
        for (Map.Entry<Kind, Count> one : refused.entrySet()) {
            Kind kind = one.getKey();
            Count count = one.getValue();
            done = done.compose(ignored -> events.record(
                    tx,
                    new SecurityEvents.Event(kind.accountId(), kind.action(), kind.how(), null, count.times()),
                    count.network()));
        }
        return done;
    }
}
