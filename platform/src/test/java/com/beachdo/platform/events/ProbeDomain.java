package com.beachdo.platform.events;

import static com.beachdo.platform.testing.TestSystem.await;

import com.beachdo.moderation.v1.ContentRemoved;
import com.beachdo.platform.Domain;
import com.beachdo.platform.DomainVerticle;
import com.beachdo.platform.config.PlatformConfig;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A domain that emits, or that writes down in its own table what it takes. */
final class ProbeDomain extends DomainVerticle {
    static final String TABLE =
            "CREATE TABLE IF NOT EXISTS taken (nr bigint GENERATED ALWAYS AS IDENTITY, target text, nth int)";

    private final @Nullable BiFunction<Tx, ContentRemoved, Future<Void>> before;
    private @Nullable Db db;

    private ProbeDomain(
            String name, PlatformConfig config, @Nullable BiFunction<Tx, ContentRemoved, Future<Void>> before) {
        super(name, config);
        this.before = before;
    }

    static ProbeDomain source(PlatformConfig config) {
        return new ProbeDomain("moderation", config, null);
    }

    /** @param before runs before an event is written down; when it fails the event is not taken */
    static ProbeDomain consumer(
            String name, PlatformConfig config, BiFunction<Tx, ContentRemoved, Future<Void>> before) {
        return new ProbeDomain(name, config, before);
    }

    @Override
    protected Future<?> start(Domain domain) {
        db = domain.db();
        BiFunction<Tx, ContentRemoved, Future<Void>> check = before;
        if (check == null) {
            return Future.succeededFuture();
        }
        domain.on(ContentRemoved.getDefaultInstance(), (tx, event) -> check.apply(tx, event)
                .compose(ignored -> write(tx, event)));
        return domain.db().query(TABLE);
    }

    static Future<Void> write(Tx tx, ContentRemoved event) {
        return tx.query(
                        "INSERT INTO taken (target, nth) VALUES ($1, $2)",
                        event.getTargetId(),
                        Integer.parseInt(event.getReason()))
                .mapEmpty();
    }

    Db db() {
        return Objects.requireNonNull(db, "deploy it first");
    }

    /** The nth event of a target, in a transaction of its own. */
    Future<Void> emit(String target, int nth) {
        return db().transaction(tx -> tx.emit(target, event(target, nth)));
    }

    static ContentRemoved event(String target, int nth) {
        return ContentRemoved.newBuilder()
                .setTargetId(target)
                .setReason(Integer.toString(nth))
                .build();
    }

    /** What was taken of a target, in the order in which it was. */
    List<Integer> taken(String target) {
        List<Integer> taken = new ArrayList<>();
        await(db().query("SELECT nth FROM taken WHERE target = $1 ORDER BY nr", target))
                .forEach(row -> taken.add(row.getInteger("nth")));
        return taken;
    }

    long count(String table) {
        return Objects.requireNonNull(await(db().query("SELECT count(*) FROM " + table))
                .iterator()
                .next()
                .getLong(0));
    }
}
