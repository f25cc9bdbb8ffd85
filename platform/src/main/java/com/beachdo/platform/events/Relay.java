package com.beachdo.platform.events;

import com.beachdo.platform.db.Db;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the outbox of one domain to its consumers. Of all processes that hold the domain one relays, by a session lock
 * in PostgreSQL; it is woken by a notification when a transaction with events commits, and looks by itself every second.
 * An event that a consumer did not take holds back the later events of its aggregate for that consumer, and no others.
 */
public final class Relay {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final long LOOK_EVERY_MILLIS = 1_000;
    private static final long LAST_PASS_MILLIS = 4_000;
    private static final long FORGET_EVERY_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final String LEAD = "SELECT pg_try_advisory_lock(hashtextextended($1, 1)) AS leads";
    private static final String FORGET =
            """
            WITH old_events AS (
                DELETE FROM inbox WHERE event_id IN (
                    SELECT event_id FROM inbox WHERE received_at < now() - interval '30 days' LIMIT 5000)
            )
            DELETE FROM idempotency WHERE (subject, key) IN (
                SELECT subject, key FROM idempotency WHERE created_at < now() - interval '25 hours' LIMIT 5000)
            """;

    private final Vertx vertx;
    private final Db db;
    private final EventSink sink;
    private final OutboxAge age;
    private final Patience withTakers = new Patience(2, TimeUnit.SECONDS);
    private final Patience withAggregates = new Patience(60, TimeUnit.SECONDS);
    private @Nullable Pool single;
    private @Nullable PgConnection lead;
    private @Nullable Future<Void> pass;
    private boolean again;
    private boolean stopped;
    private long forgetAt = System.nanoTime();
    private long timer = -1;

    public Relay(Vertx vertx, Db db, EventSink sink) {
        this.vertx = vertx;
        this.db = db;
        this.sink = sink;
        this.age = new OutboxAge(db.domain());
    }

    /** Starts on the calling verticle's context and stays there. */
    public void start() {
        single = db.single();
        timer = vertx.setPeriodic(0, LOOK_EVERY_MILLIS, ignored -> look());
    }

    /** Lets the events under way arrive, then gives up the lead. */
    public Future<Void> stop() {
        stopped = true;
        boolean unused = vertx.cancelTimer(timer);
        Future<Void> last = pass == null ? Future.succeededFuture() : pass;
        Pool open = single;
        return last.timeout(LAST_PASS_MILLIS, TimeUnit.MILLISECONDS)
                .transform(ignored -> open == null ? Future.succeededFuture() : open.close());
    }

    private void look() {
        if (stopped) {
            return;
        }
        if (pass != null) {
            again = true;
            return;
        }
        again = false;
        Future<Void> running = lead().compose(ignored -> relay()).onFailure(failure -> {
            if (!stopped) {
                LOG.warn("relay of {}: {}", db.domain(), failure.toString());
            }
        });
        if (running.isComplete()) {
            return;
        }
        pass = running;
        running.onComplete(ignored -> {
            pass = null;
            if (again) {
                look();
            }
        });
    }

    private Future<Void> relay() {
        PgConnection leading = lead;
        return leading == null
                ? Future.succeededFuture()
                : age.look(leading)
                        .compose(ignored -> new RelayPass(
                                        db.domain(), leading, sink, withTakers, withAggregates, () -> stopped)
                                .run())
                        .compose(ignored -> forget(leading));
    }

    /** Tries to get the lead unless it is held. */
    private Future<Void> lead() {
        Pool open = single;
        if (lead != null || open == null) {
            return Future.succeededFuture();
        }
        return open.getConnection().compose(fresh -> campaign(fresh)
                .recover(failure -> giveUp(fresh).compose(ignored -> Future.failedFuture(failure))));
    }

    private Future<Void> campaign(SqlConnection fresh) {
        return fresh.preparedQuery(LEAD)
                .execute(Tuple.of(db.domain() + " relay"))
                .compose(rows ->
                        rows.iterator().next().getBoolean("leads") ? listen((PgConnection) fresh) : fresh.close());
    }

    private Future<Void> listen(PgConnection winner) {
        winner.notificationHandler(ignored -> look())
                .exceptionHandler(failure -> LOG.debug("relay of {} lost its connection", db.domain(), failure))
                .closeHandler(ignored -> {
                    lead = null;
                    age.forget();
                });
        return winner.query("LISTEN " + db.domain() + "_outbox").execute().map(ignored -> {
            lead = winner;
            LOG.debug("relaying the events of {}", db.domain());
            return null;
        });
    }

    private static Future<Void> giveUp(SqlConnection connection) {
        return connection
                .query("SELECT pg_advisory_unlock_all()")
                .execute()
                .transform(ignored -> connection.close())
                .otherwiseEmpty();
    }

    /** What was received or answered long ago is not asked for again. */
    private Future<Void> forget(PgConnection leading) {
        if (forgetAt - System.nanoTime() > 0) {
            return Future.succeededFuture();
        }
        forgetAt = System.nanoTime() + FORGET_EVERY_NANOS;
        return leading.query(FORGET).execute().mapEmpty();
    }
}
