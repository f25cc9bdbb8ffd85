package com.beachdo.catalog.search;

import com.beachdo.catalog.ListingRow;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;

/** The orders in which an index can be walked; the id breaks ties. */
enum SearchOrder {
    NEWEST("published_at DESC, listing_id DESC", "(l.published_at, l.listing_id) < (?, ?)") {
        @Override
        Object key(String text) {
            return OffsetDateTime.parse(text);
        }

        @Override
        String key(Row row) {
            return ListingRow.publishedAt(row).toString();
        }
    },
    PRICE_ASC("price_amount, listing_id", "(l.price_amount, l.listing_id) > (?, ?)") {
        @Override
        Object key(String text) {
            return Long.valueOf(text);
        }

        @Override
        String key(Row row) {
            return Long.toString(ListingRow.priceAmount(row));
        }
    },
    PRICE_DESC("price_amount DESC, listing_id DESC", "(l.price_amount, l.listing_id) < (?, ?)") {
        @Override
        Object key(String text) {
            return Long.valueOf(text);
        }

        @Override
        String key(Row row) {
            return Long.toString(ListingRow.priceAmount(row));
        }
    },
    /** The distance is that of the straight line through the globe, which grows as the way over it does. */
    NEAREST("distance, listing_id", "(l.place <-> ll_to_earth(?, ?), l.listing_id) > (?, ?)") {
        @Override
        Object key(String text) {
            return Double.valueOf(text);
        }

        @Override
        String key(Row row) {
            return String.valueOf(row.getDouble(ListingRow.MORE));
        }
    };

    private final String orderBy;
    private final String after;

    SearchOrder(String orderBy, String after) {
        this.orderBy = orderBy;
        this.after = after;
    }

    String orderBy() {
        return orderBy;
    }

    /** The condition that a listing comes after the key and the id. */
    String after() {
        return after;
    }

    abstract Object key(String text);

    abstract String key(Row row);
}
