package com.beachdo.catalog.search;

import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;

/** The orders in which an index can be walked; the id breaks ties. */
enum SearchOrder {
    NEWEST("l.published_at", "published_at DESC, listing_id DESC", "(l.published_at, l.listing_id) < (?, ?)") {
        @Override
        Object key(String text) {
            return OffsetDateTime.parse(text);
        }
    },
    PRICE_ASC("l.price_amount", "price_amount, listing_id", "(l.price_amount, l.listing_id) > (?, ?)") {
        @Override
        Object key(String text) {
            return Long.valueOf(text);
        }
    },
    PRICE_DESC("l.price_amount", "price_amount DESC, listing_id DESC", "(l.price_amount, l.listing_id) < (?, ?)") {
        @Override
        Object key(String text) {
            return Long.valueOf(text);
        }
    },
    /** The distance is that of the straight line through the globe, which grows as the way over it does. */
    NEAREST("l.distance", "distance, listing_id", "(l.place <-> ll_to_earth(?, ?), l.listing_id) > (?, ?)") {
        @Override
        Object key(String text) {
            return Double.valueOf(text);
        }
    };

    private final String column;
    private final String orderBy;
    private final String after;

    SearchOrder(String column, String orderBy, String after) {
        this.column = column;
        this.orderBy = orderBy;
        this.after = after;
    }

    /** What it goes by. */
    String column() {
        return column;
    }

    String orderBy() {
        return orderBy;
    }

    /** The condition that a listing comes after the key and the id. */
    String after() {
        return after;
    }

    abstract Object key(String text);

    /** Of a found listing, as a cursor carries it. */
    static String key(Row row) {
        return String.valueOf(row.getValue(KnownListings.MORE));
    }
}
