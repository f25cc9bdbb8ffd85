package com.beachdo.catalog;

import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.NoticeDue;
import com.beachdo.catalog.v1.NoticeKind;
import com.beachdo.catalog.v1.NoticeListing;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews listings whose sellers want that, half a day before they end, while the seller may sell. Several nodes may look at
 * one: who has the lock of the listing first does it, and the others find it done.
 */
final class SelfRenewals {
    private static final Logger LOG = LoggerFactory.getLogger(SelfRenewals.class);
    private static final long EVERY_MILLIS = 30_000;

    private final Vertx vertx;
    private final Db db;
    private final ListingStore listings;
    private final AutoRenewalStore store;
    private long timer = -1;
    private Future<Void> last = Future.succeededFuture();

    SelfRenewals(Vertx vertx, Db db, ListingStore listings) {
        this.vertx = vertx;
        this.db = db;
        this.listings = listings;
        this.store = new AutoRenewalStore(db);
    }

    void start() {
        timer = vertx.setPeriodic(EVERY_MILLIS, ignored -> {
            if (last.isComplete()) {
                last = renew().onFailure(failure -> LOG.warn("renewals wait: {}", failure.getMessage()));
            }
        });
    }

    Future<Void> stop() {
        boolean unused = vertx.cancelTimer(timer);
        return last.otherwiseEmpty();
    }

    /** Looks at all that is due. */
    Future<Void> renew() {
        return store.due()
                .compose(due ->
                        due.isEmpty() ? Future.succeededFuture() : each(due).compose(done -> renew()));
    }

    private Future<Void> each(List<UUID> due) {
        Future<Void> done = Future.succeededFuture();
        for (UUID listing : due) {
            done = done.compose(
                    before -> db.transaction(tx -> look(tx, listing)).recover(failure -> putOff(listing, failure)));
        }
        return done;
    }

    /** The others go on; fails when that can't be written either. */
    private Future<Void> putOff(UUID listing, Throwable failure) {
        return store.putOff(listing).map(failures -> {
            if (failures == 1) {
                LOG.warn("listing {} can't be renewed, it is tried again and again: {}", listing, failure.toString());
            }
            return null;
        });
    }

    private Future<Void> look(Tx tx, UUID id) {
        return listings.lock(tx, id)
                .compose(found -> AutoRenewalStore.judge(tx, id).compose(judged -> {
                    if (judged.isEmpty()) {
                        return Future.succeededFuture();
                    }
                    return switch (judged.get()) {
                        case RENEW -> renew(tx, id, found.orElseThrow());
                        case WAIT -> AutoRenewalStore.lookLater(tx, id);
                        case END -> AutoRenewalStore.remove(tx, id);
                    };
                }));
    }

    private Future<Void> renew(Tx tx, UUID id, Listing locked) {
        return listings.move(tx, locked, Transition.RENEW, null)
                .compose(renewed -> tx.emit(renewed.getId(), notice(renewed)))
                .compose(told -> AutoRenewalStore.renewed(tx, id));
    }

    private static NoticeDue notice(Listing renewed) {
        return NoticeDue.newBuilder()
                .setUserId(renewed.getSeller().getId())
                .setKind(NoticeKind.NOTICE_KIND_LISTING_RENEWED)
                .setMatterId(renewed.getId())
                .setTitle(renewed.getTitle())
                .setCount(1)
                .addListings(NoticeListing.newBuilder()
                        .setListingId(renewed.getId())
                        .setTitle(renewed.getTitle())
                        .setPrice(renewed.getPrice()))
                .build();
    }
}
