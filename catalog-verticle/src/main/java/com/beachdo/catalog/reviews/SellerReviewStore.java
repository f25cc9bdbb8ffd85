package com.beachdo.catalog.reviews;

import com.beachdo.catalog.v1.NoticeDue;
import com.beachdo.catalog.v1.NoticeKind;
import com.beachdo.catalog.v1.NoticeListing;
import com.beachdo.catalog.v1.ReviewAuthor;
import com.beachdo.catalog.v1.ReviewBasis;
import com.beachdo.catalog.v1.ReviewReply;
import com.beachdo.catalog.v1.SellerRated;
import com.beachdo.catalog.v1.SellerReview;
import com.beachdo.common.v1.Rating;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.ContentRemoved;
import com.beachdo.moderation.v1.DecisionOverturned;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Page;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.UUID;
import java.util.function.Function;

/** Reviews of sellers. Who changes one locks it, and then the seller's card, which has the sum of the stars. */
public final class SellerReviewStore {
    private static final String PREFIX = "REVIEW_BASIS_";
    private static final String COLUMNS =
            """
            r.review_id, r.listing_id, l.title, r.seller_id, r.author_id, a.name AS author_name, r.stars, r.body, r.basis,
            r.created_at, r.created_at + interval '7 days' AS editable_until, r.edited_at, r.reply, r.replied_at,
            r.gone IS NOT NULL AS removed, r.version
            """;
    private static final String NAMES =
            " r JOIN listing l ON l.listing_id = r.listing_id LEFT JOIN seller a ON a.seller_id = r.author_id ";
    private static final String FROM = "FROM seller_review" + NAMES;
    private static final String SELECT_CHANGED = ") SELECT " + COLUMNS + "FROM changed" + NAMES;

    private final Db db;

    public SellerReviewStore(Db db) {
        this.db = db;
    }

    /** Whose listing it is, and whether they agreed on a price. */
    record Deal(UUID seller, boolean agreed) {}

    /** What was public once may be reviewed for ever, whatever became of it. */
    private static final String DEAL =
            """
            SELECT seller_id, EXISTS (
                SELECT FROM offer o WHERE o.listing_id = $1 AND o.buyer_id = $2 AND o.state = 'ACCEPTED') AS agreed
            FROM listing WHERE listing_id = $1 AND published_at IS NOT NULL
            """;

    Future<Deal> deal(UUID listing, UUID author) {
        return db.query(DEAL, listing, author).map(found -> found.stream()
                .map(row -> new Deal(row.getUUID("seller_id"), row.getBoolean("agreed")))
                .findFirst()
                .orElseThrow(() -> RpcException.notFound("listing.not_found", "There is no such listing.")));
    }

    private static final String CREATE =
            """
            WITH changed AS (
                INSERT INTO seller_review (review_id, listing_id, seller_id, author_id, stars, body, basis)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                ON CONFLICT ON CONSTRAINT seller_review_listing_id_author_id_key DO NOTHING
                RETURNING *
            """
                    + SELECT_CHANGED;

    Future<SellerReview> create(
            Tx tx, UUID id, UUID listing, UUID seller, UUID author, int stars, String text, ReviewBasis basis) {
        return tx.query(CREATE, id, listing, seller, author, stars, text, name(basis))
                .map(found -> {
                    if (found.size() == 0) {
                        throw RpcException.conflict(
                                "review.already_written", "There is a review of yours for the listing already.");
                    }
                    return only(found);
                })
                .compose(review -> rate(tx, seller, stars, 1)
                        .compose(rated -> tx.emit(review.getId(), notice(review)))
                        .map(review));
    }

    private static NoticeDue notice(SellerReview review) {
        return NoticeDue.newBuilder()
                .setUserId(review.getSellerId())
                .setKind(NoticeKind.NOTICE_KIND_REVIEW_RECEIVED)
                .setMatterId(review.getId())
                .setTitle(review.getListingTitle())
                .setCount(1)
                .addListings(NoticeListing.newBuilder()
                        .setListingId(review.getListingId())
                        .setTitle(review.getListingTitle()))
                .build();
    }

    private static String name(ReviewBasis basis) {
        return basis.name().substring(PREFIX.length());
    }

    private static final String RATE =
            """
            UPDATE seller SET rating_sum = rating_sum + $2, rating_count = rating_count + $3 WHERE seller_id = $1
            RETURNING rating_average, rating_count
            """;

    private static Future<Void> rate(Tx tx, UUID seller, long stars, int reviews) {
        return tx.query(RATE, seller, stars, reviews).compose(changed -> {
            Row row = changed.iterator().next();
            SellerRated.Builder event = SellerRated.newBuilder().setUserId(seller.toString());
            if (row.getInteger("rating_count") > 0) {
                event.setRating(Rating.newBuilder()
                        .setAverage(row.getDouble("rating_average"))
                        .setCount(row.getInteger("rating_count")));
            }
            return tx.emit(seller.toString(), event.build());
        });
    }

    private static final String GET = "SELECT " + COLUMNS + FROM + "WHERE r.review_id = $1 AND r.gone IS NULL";

    Future<SellerReview> get(UUID id) {
        return db.query(GET, id).map(SellerReviewStore::only);
    }

    /** A review that nobody else changes. */
    record Locked(
            UUID id,
            UUID seller,
            int stars,
            String text,
            String gone,
            boolean editable,
            boolean answered,
            long version) {}

    private static final String LOCK =
            """
            SELECT seller_id, author_id, stars, body, coalesce(gone, '') AS gone,
                created_at > now() - interval '7 days' AS editable, reply IS NOT NULL AS answered, version
            FROM seller_review WHERE review_id = $1 FOR UPDATE
            """;

    Future<Locked> lockOfAuthor(Tx tx, UUID id, UUID author) {
        return lock(tx, id, "author_id", author);
    }

    Future<Locked> lockOfSeller(Tx tx, UUID id, UUID seller) {
        return lock(tx, id, "seller_id", seller);
    }

    private static Future<Locked> lock(Tx tx, UUID id, String column, UUID user) {
        return tx.query(LOCK, id).map(found -> found.stream()
                .filter(row -> user.equals(row.getUUID(column)))
                .map(row -> locked(id, row))
                .filter(locked -> locked.gone().isEmpty())
                .findFirst()
                .orElseThrow(SellerReviewStore::notFound));
    }

    private static Locked locked(UUID id, Row row) {
        return new Locked(
                id,
                row.getUUID("seller_id"),
                row.getInteger("stars"),
                row.getString("body"),
                row.getString("gone"),
                row.getBoolean("editable"),
                row.getBoolean("answered"),
                row.getLong("version"));
    }

    private static final String UPDATE =
            """
            WITH changed AS (
                UPDATE seller_review SET stars = $2, body = $3, edited_at = now(), version = version + 1
                WHERE review_id = $1 RETURNING *
            """
                    + SELECT_CHANGED;

    Future<SellerReview> update(Tx tx, Locked locked, int stars, String text) {
        return tx.query(UPDATE, locked.id(), stars, text)
                .map(SellerReviewStore::only)
                .compose(review -> stars == locked.stars()
                        ? Future.succeededFuture(review)
                        : rate(tx, locked.seller(), stars - locked.stars(), 0).map(review));
    }

    private static final String REPLY =
            """
            WITH changed AS (
                UPDATE seller_review SET reply = $2, replied_at = now(), version = version + 1
                WHERE review_id = $1 RETURNING *
            """
                    + SELECT_CHANGED;

    Future<SellerReview> reply(Tx tx, UUID id, String text) {
        return tx.query(REPLY, id, text).map(SellerReviewStore::only);
    }

    private static final String DELETE =
            """
            UPDATE seller_review SET gone = 'DELETED', body = '', reply = NULL, replied_at = NULL, version = version + 1
            WHERE review_id = $1
            """;

    Future<Void> delete(Tx tx, Locked locked) {
        return tx.query(DELETE, locked.id()).compose(ignored -> rate(tx, locked.seller(), -locked.stars(), -1));
    }

    private static final String SET_GONE =
            "UPDATE seller_review SET gone = nullif($2, ''), version = version + 1 WHERE review_id = $1";

    /** Moderation's decision on a review; one that is gone already stays as it is. */
    public Future<Void> removed(Tx tx, ContentRemoved decision) {
        return setGone(tx, UUID.fromString(decision.getTargetId()), "", "REMOVED", -1);
    }

    /** Moderation took its decision back. */
    public Future<Void> overturned(Tx tx, DecisionOverturned overturned) {
        return overturned.getTargetType() == TargetType.TARGET_TYPE_REVIEW
                        && overturned.getAction() == CaseAction.CASE_ACTION_REMOVE
                ? setGone(tx, UUID.fromString(overturned.getTargetId()), "REMOVED", "", 1)
                : Future.succeededFuture();
    }

    private static Future<Void> setGone(Tx tx, UUID id, String from, String to, int reviews) {
        return tx.query(LOCK, id).compose(found -> found.stream()
                .map(row -> locked(id, row))
                .filter(locked -> locked.gone().equals(from))
                .findFirst()
                .map(locked -> tx.query(SET_GONE, id, to)
                        .compose(ignored -> rate(tx, locked.seller(), (long) reviews * locked.stars(), reviews)))
                .orElse(Future.succeededFuture()));
    }

    /** A number, since PostgreSQL plans badly for a limit it does not know. */
    private static final String PAGE = "SELECT " + COLUMNS
            + """
            FROM (SELECT * FROM seller_review WHERE %s AND review_id < $2 ORDER BY review_id DESC LIMIT 101)
            """
            + NAMES + "ORDER BY r.review_id DESC";

    static final String OF_SELLER = PAGE.formatted("seller_id = $1 AND gone IS NULL");

    Future<Page<SellerReview>> ofSeller(UUID seller, UUID before, int size, Function<UUID, String> cursor) {
        return page(OF_SELLER, seller, before, size, cursor);
    }

    static final String OF_AUTHOR = PAGE.formatted("author_id = $1 AND gone IS DISTINCT FROM 'DELETED'");

    Future<Page<SellerReview>> ofAuthor(UUID author, UUID before, int size, Function<UUID, String> cursor) {
        return page(OF_AUTHOR, author, before, size, cursor);
    }

    private Future<Page<SellerReview>> page(
            String statement, UUID user, UUID before, int size, Function<UUID, String> cursor) {
        return db.query(statement, user, before)
                .map(rows -> Page.of(
                        rows, size, SellerReviewStore::review, last -> cursor.apply(last.getUUID("review_id"))));
    }

    private static final String FORGET_ABOUT = "DELETE FROM seller_review WHERE seller_id = $1";
    /** The stars stay, nobody's. */
    private static final String FORGET_WRITTEN =
            "UPDATE seller_review SET author_id = NULL, body = '', version = version + 1 WHERE author_id = $1";

    /** Forgets what somebody who is erased wrote, and what was written of them. */
    public static Future<Void> forget(Tx tx, UUID user) {
        return tx.query(FORGET_ABOUT, user)
                .compose(ignored -> tx.query(FORGET_WRITTEN, user))
                .mapEmpty();
    }

    private static SellerReview only(RowSet<Row> found) {
        return found.stream().map(SellerReviewStore::review).findFirst().orElseThrow(SellerReviewStore::notFound);
    }

    private static SellerReview review(Row row) {
        SellerReview.Builder review = SellerReview.newBuilder()
                .setId(Rows.id(row, "review_id"))
                .setListingId(Rows.id(row, "listing_id"))
                .setListingTitle(row.getString("title"))
                .setSellerId(Rows.id(row, "seller_id"))
                .setStars(row.getInteger("stars"))
                .setText(row.getString("body"))
                .setBasis(ReviewBasis.valueOf(PREFIX + row.getString("basis")))
                .setCreatedAt(Rows.time(row, "created_at"))
                .setEditableUntil(Rows.time(row, "editable_until"))
                .setRemoved(row.getBoolean("removed"))
                .setVersion(row.getLong("version"));
        if (Rows.has(row, "author_id")) {
            review.setAuthor(
                    ReviewAuthor.newBuilder().setId(Rows.id(row, "author_id")).setName(row.getString("author_name")));
        }
        if (Rows.has(row, "edited_at")) {
            review.setEditedAt(Rows.time(row, "edited_at"));
        }
        if (Rows.has(row, "reply")) {
            review.setReply(ReviewReply.newBuilder()
                    .setText(row.getString("reply"))
                    .setCreatedAt(Rows.time(row, "replied_at")));
        }
        return review.build();
    }

    private static RpcException notFound() {
        return RpcException.notFound("review.not_found", "There is no such review.");
    }
}
