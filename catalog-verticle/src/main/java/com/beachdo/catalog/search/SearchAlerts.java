package com.beachdo.catalog.search;

import com.beachdo.catalog.search.SavedSearchStore.Due;
import com.beachdo.catalog.v1.NoticeDue;
import com.beachdo.catalog.v1.NoticeKind;
import com.beachdo.catalog.v1.NoticeListing;
import com.beachdo.common.v1.Money;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people what is new to their searches, one search after another. A search is looked through, told of and put off
 * in one transaction that holds its row, so every node may do it and none does what another did.
 */
final class SearchAlerts {
    /** For UnsubscribeRequest: what a token is signed for. */
    static final String UNSUBSCRIBE = "unsubscribe from saved search";

    private static final Logger LOG = LoggerFactory.getLogger(SearchAlerts.class);
    private static final long LOOK_EVERY_MILLIS = 2_000;
    private static final int MOST = 100;
    private static final int SHOWN = 5;

    private final Vertx vertx;
    private final Db db;
    private final SavedSearchStore store;
    private final SearchRules rules;
    private long timer = -1;
    private boolean looking;
    private boolean stopped;
    private Future<Void> last = Future.succeededFuture();

    SearchAlerts(Vertx vertx, Db db, SavedSearchStore store, SearchRules rules) {
        this.vertx = vertx;
        this.db = db;
        this.store = store;
        this.rules = rules;
    }

    void start() {
        timer = vertx.setPeriodic(LOOK_EVERY_MILLIS, ignored -> look());
    }

    Future<Void> stop() {
        stopped = true;
        boolean unused = vertx.cancelTimer(timer);
        return last.otherwiseEmpty();
    }

    /** Looks through the searches that are due, until none is. */
    void look() {
        if (looking || stopped) {
            return;
        }
        looking = true;
        last = next().onComplete(ignored -> looking = false);
    }

    private Future<Void> next() {
        AtomicReference<@Nullable Due> taken = new AtomicReference<>();
        return db.transaction(tx -> store.takeDue(tx).compose(due -> {
                    due.ifPresent(taken::set);
                    return due.isEmpty()
                            ? Future.succeededFuture(false)
                            : tell(tx, due.get()).map(true);
                }))
                .recover(failure -> putOff(taken.get(), failure))
                .compose(more -> more && !stopped ? next() : Future.succeededFuture());
    }

    /** What fails now is tried again later, and keeps nobody waiting. */
    private Future<Boolean> putOff(@Nullable Due due, Throwable failure) {
        LOG.warn("saved search {} waits: {}", due == null ? "?" : due.id(), failure.getMessage());
        return due == null
                ? Future.succeededFuture(false)
                : store.putOff(due.id()).map(true).otherwise(false);
    }

    private Future<Void> tell(Tx tx, Due due) {
        SearchFilter filter = rules.check(due.request());
        String text = filter.text();
        SearchPhase phase = text == null ? SearchPhase.NONE : SearchPhase.ANYWHERE;
        SearchSql sql = new SearchSql(filter, text, phase, null, List.of(), MOST);
        Statement news = sql.news(due.id(), due.user(), due.seenUntil());
        return tx.query(news.sql(), news.arguments()).compose(found -> store.told(tx, due.id(), found)
                .compose(ignored -> found.size() == 0
                        ? Future.succeededFuture()
                        : tx.emit(due.id().toString(), notice(due, found))));
    }

    private NoticeDue notice(Due due, RowSet<Row> found) {
        NoticeDue.Builder notice = NoticeDue.newBuilder()
                .setUserId(due.user().toString())
                .setKind(NoticeKind.NOTICE_KIND_SAVED_SEARCH)
                .setMatterId(due.id().toString())
                .setTitle(due.name())
                .setCount(found.size())
                .setMail(true)
                .setUnsubscribeToken(
                        db.cursor().encode(UNSUBSCRIBE, List.of(due.id().toString())));
        found.stream()
                .limit(SHOWN)
                .map(row -> NoticeListing.newBuilder()
                        .setListingId(row.getUUID("listing_id").toString())
                        .setTitle(row.getString("title"))
                        .setPrice(Money.newBuilder()
                                .setAmount(row.getLong("price_amount"))
                                .setCurrency("INR"))
                        .build())
                .forEach(notice::addListings);
        return notice.build();
    }
}
