package com.beachdo.identity;

import com.beachdo.identity.v1.SecurityAction;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Erases accounts whose time has come, one after another. */
final class Erasures {
    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);
    private static final long LOOK_EVERY_MILLIS = 2_000;

    private final Vertx vertx;
    private final Db db;
    private final ErasureStore erasures;
    private final SessionStore sessions;
    private final EndedSessions ended;
    private final SecurityEvents events;
    private long timer = -1;
    private boolean running;

    Erasures(
            Vertx vertx,
            Db db,
            ErasureStore erasures,
            SessionStore sessions,
            EndedSessions ended,
            SecurityEvents events) {
        this.vertx = vertx;
        this.db = db;
        this.erasures = erasures;
        this.sessions = sessions;
        this.ended = ended;
        this.events = events;
    }

    void start() {
        timer = vertx.setPeriodic(LOOK_EVERY_MILLIS, ignored -> look());
    }

    Future<Void> stop() {
        boolean unused = vertx.cancelTimer(timer);
        return Future.succeededFuture();
    }

    private void look() {
        if (running) {
            return;
        }
        running = true;
        Future<Void> unused = eraseAll()
                .onFailure(failure -> LOG.warn("an erasure waits: {}", failure.getMessage()))
                .onComplete(ignored -> running = false);
    }

    private Future<Void> eraseAll() {
        return db.transaction(this::eraseNext)
                .compose(erased -> erased.isPresent() ? eraseAll() : Future.succeededFuture());
    }

    private Future<Optional<UUID>> eraseNext(Tx tx) {
        return erasures.eraseNext(tx).compose(erased -> {
            if (erased.isEmpty()) {
                return Future.succeededFuture(erased);
            }
            UUID id = erased.get();
            return events.record(tx, id, SecurityAction.SECURITY_ACTION_ERASED, null)
                    .compose(ignored -> sessions.endAll(tx, id, EndedSessions.ERASED))
                    .map((List<UUID> ids) -> {
                        ended.tell(id, ids, EndedSessions.ERASED);
                        return erased;
                    });
        });
    }
}
