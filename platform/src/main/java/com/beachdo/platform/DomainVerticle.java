package com.beachdo.platform;

import com.beachdo.platform.config.PlatformConfig;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.events.EventTransport;
import com.beachdo.platform.events.Relay;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Base of the domain verticles: opens the database, lets the domain wire itself, then serves and relays. */
public abstract class DomainVerticle extends VerticleBase {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long RETRY_MILLIS = 200;

    private final String name;
    private final PlatformConfig config;
    private @Nullable Domain domain;
    private @Nullable Relay relay;
    private @Nullable EventTransport events;

    /** @param name of the domain: its schema, its role, its place in event contracts */
    protected DomainVerticle(String name, PlatformConfig config) {
        this.name = name;
        this.config = config;
    }

    /** Builds the domain: stores, then {@link Domain#serve} and {@link Domain#on}. */
    protected abstract Future<?> start(Domain domain);

    @Override
    public final Future<?> start() {
        Db db = Db.open(vertx, config, name);
        EventTransport transport = EventTransport.of(vertx, config, name);
        Domain built = new Domain(vertx, config, db, transport);
        Relay relaying = new Relay(vertx, db, transport);
        events = transport;
        domain = built;
        relay = relaying;
        return reach(db, System.nanoTime() + PATIENCE_NANOS)
                .compose(ignored -> start(built))
                .compose(ignored -> built.startServing())
                .onSuccess(ignored -> relaying.start());
    }

    /** A database that is slow to answer, as on a machine that has just started, is asked again. */
    private Future<Void> reach(Db db, long end) {
        return db.query("SELECT 1")
                .<Void>mapEmpty()
                .recover(failure -> System.nanoTime() > end
                        ? Future.failedFuture(failure)
                        : vertx.timer(RETRY_MILLIS, TimeUnit.MILLISECONDS).compose(ignored -> reach(db, end)));
    }

    @Override
    public final Future<?> stop() {
        Domain built = domain;
        Relay relaying = relay;
        EventTransport transport = events;
        if (built == null || relaying == null || transport == null) {
            return Future.succeededFuture();
        }
        return built.stopServing()
                .eventually(relaying::stop)
                .eventually(transport::close)
                .eventually(() -> stop(built))
                .eventually(() -> built.db().close());
    }

    /** Succeeds when the domain's database answers. */
    public final Future<?> probe() {
        Domain built = domain;
        return built == null ? Future.failedFuture("not started") : built.db().query("SELECT 1");
    }

    /** Succeeds when this domain's events can travel. */
    public final Future<?> probeEvents() {
        EventTransport transport = events;
        return transport == null ? Future.failedFuture("not started") : transport.probe();
    }

    /** Closes what the domain itself opened. */
    protected Future<?> stop(Domain domain) {
        return Future.succeededFuture();
    }
}
