package com.beachdo.catalog;

import com.beachdo.catalog.v1.Condition;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.Location;
import com.beachdo.catalog.v1.Seller;
import com.beachdo.common.v1.Money;
import com.beachdo.common.v1.Rating;
import com.beachdo.platform.db.Rows;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a row of listing {@code l} joined to its seller {@code s} becomes the contract's listing, by position. */
public final class ListingRow {
    /** What a query selects first. */
    public static final String COLUMNS =
            """
            l.listing_id, l.seller_id,
            CASE WHEN l.status = 'ACTIVE' AND l.expires_at <= now() THEN 'EXPIRED' ELSE l.status END AS status,
            l.title, l.description, l.price_amount, l.category_id,
            l.city, l.state, l.pincode, l.lat, l.lon, l.condition, l.attributes::text, l.images::text,
            l.created_at, l.published_at, l.expires_at, l.review_note, l.version,
            s.name, s.verified AND coalesce(s.verified_until > now(), true), s.since, s.rating_average, s.rating_count
            """;

    /** Ends a statement whose {@code WITH l AS (...)} changed listings. */
    static final String SELECT_CHANGED = "SELECT " + COLUMNS + "FROM l JOIN seller s ON s.seller_id = l.seller_id";

    /** Position of the first column that a query selects after these. */
    public static final int MORE = 25;

    /** Visible to everybody, but for the seller: {@code NOT s.suspended} has to be asked for too. */
    public static final String ACTIVE = "l.status = 'ACTIVE' AND l.deleted_at IS NULL AND l.expires_at > now()";

    public static final String VISIBLE = ACTIVE + " AND NOT s.suspended";

    private static final Map<String, ListingStatus> STATUSES = byName("LISTING_STATUS_", ListingStatus.values());
    private static final Map<String, Condition> CONDITIONS = byName("CONDITION_", Condition.values());

    private final ListingImages images;

    ListingRow(ListingImages images) {
        this.images = images;
    }

    private static <E extends Enum<E>> Map<String, E> byName(String prefix, E[] values) {
        return Arrays.stream(values)
                .filter(value -> value.name().startsWith(prefix))
                .collect(
                        Collectors.toUnmodifiableMap(value -> value.name().substring(prefix.length()), value -> value));
    }

    public static UUID id(Row row) {
        return required(row.getUUID(0));
    }

    public static UUID sellerId(Row row) {
        return required(row.getUUID(1));
    }

    public static long priceAmount(Row row) {
        return required(row.getLong(5));
    }

    public static OffsetDateTime createdAt(Row row) {
        return required(row.getOffsetDateTime(15));
    }

    public static OffsetDateTime publishedAt(Row row) {
        return required(row.getOffsetDateTime(16));
    }

    /** What everybody sees of a visible listing. */
    public Listing toPublic(Row row) {
        return common(row).addAllImages(images.ready(text(row, 14))).build();
    }

    /** What the owner, staff and other domains see. */
    public Listing toFull(Row row) {
        Listing.Builder listing = common(row).addAllImages(images.all(text(row, 14)));
        String note = row.getString(18);
        if (note != null) {
            listing.setReviewNote(note);
        }
        return listing.build();
    }

    private static Listing.Builder common(Row row) {
        Listing.Builder listing = Listing.newBuilder()
                .setId(id(row).toString())
                .setStatus(STATUSES.get(text(row, 2)))
                .setTitle(text(row, 3))
                .setDescription(text(row, 4))
                .setPrice(Money.newBuilder().setAmount(priceAmount(row)).setCurrency("INR"))
                .setCategoryId(text(row, 6))
                .setLocation(location(row))
                .setAttributes(StructJson.read(text(row, 13)))
                .setSeller(seller(row))
                .setCreatedAt(Rows.timestamp(createdAt(row)))
                .setVersion(required(row.getLong(19)));
        String condition = row.getString(12);
        if (condition != null) {
            listing.setCondition(CONDITIONS.get(condition));
        }
        OffsetDateTime publishedAt = row.getOffsetDateTime(16);
        if (publishedAt != null) {
            listing.setPublishedAt(Rows.timestamp(publishedAt));
        }
        OffsetDateTime expiresAt = row.getOffsetDateTime(17);
        if (expiresAt != null) {
            listing.setExpiresAt(Rows.timestamp(expiresAt));
        }
        return listing;
    }

    private static Location.Builder location(Row row) {
        Location.Builder location = Location.newBuilder()
                .setCity(text(row, 7))
                .setState(text(row, 8))
                .setLat(required(row.getDouble(10)))
                .setLon(required(row.getDouble(11)));
        String pincode = row.getString(9);
        return pincode == null ? location : location.setPincode(pincode);
    }

    private static Seller.Builder seller(Row row) {
        Seller.Builder seller = Seller.newBuilder()
                .setId(sellerId(row).toString())
                .setName(text(row, 20))
                .setVerified(required(row.getBoolean(21)))
                .setSince(Rows.timestamp(required(row.getOffsetDateTime(22))));
        Double average = row.getDouble(23);
        return average == null
                ? seller
                : seller.setRating(Rating.newBuilder().setAverage(average).setCount(required(row.getInteger(24))));
    }

    private static String text(Row row, int position) {
        return required(row.getString(position));
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a column that is never null is null");
        }
        return value;
    }
}
