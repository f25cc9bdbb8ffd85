package com.beachdo.catalog.search;

import com.beachdo.platform.db.Db;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far to walk along an order for what is sought before looking all of it up: whichever looks at fewer listings, by how
 * much there was on a short way. What is rare is remembered for a while, and not walked for again. Used on one event loop
 * only.
 */
final class SearchWay {
    static final int SHORT = 500;
    static final int LONG = 8_000;

    private static final Logger LOG = LoggerFactory.getLogger(SearchWay.class);
    private static final int RARE = 2;
    private static final int MAX_REMEMBERED = 5_000;
    private static final long FORGET_NANOS = Duration.ofMinutes(5).toNanos();
    private static final String COUNT =
            "SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = 'listing'::regclass";

    private final Db db;
    private final Map<Sought, Long> rare = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Sought, Long> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };
    private long listings;
    private long countedAt = System.nanoTime() - FORGET_NANOS;

    /** What is looked for, whatever the page. */
    record Sought(String identity, @Nullable String text, SearchPhase phase) {}

    SearchWay(Db db) {
        this.db = db;
    }

    boolean isKnownRare(Sought sought) {
        Long since = rare.get(sought);
        return since != null && System.nanoTime() - since < FORGET_NANOS;
    }

    void learn(Sought sought, int found) {
        if (found <= RARE) {
            Long unused = rare.remove(sought);
            Long unusedToo = rare.put(sought, System.nanoTime());
        }
    }

    /** Whether a long way is less than all that there is. A way outwards from a place costs too much. */
    boolean goesOn(SearchOrder order, int found, int wanted) {
        countNowAndThen();
        return order != SearchOrder.NEAREST && goesOn(found, wanted, listings);
    }

    /** @param listings how many there are in all */
    static boolean goesOn(int found, int wanted, long listings) {
        double share = (found + 0.5) / SHORT;
        double way = wanted / share;
        return way < LONG * 0.75 && way < share * listings;
    }

    private void countNowAndThen() {
        long now = System.nanoTime();
        if (now - countedAt >= FORGET_NANOS) {
            countedAt = now;
            db.query(COUNT)
                    .onSuccess(rows -> listings = rows.iterator().next().getLong(0))
                    .onFailure(failure -> LOG.debug("listings are not counted: {}", failure.getMessage()));
        }
    }
}
