package com.beachdo.catalog.offers;

import com.beachdo.catalog.ListingRow;
import com.beachdo.catalog.v1.Offer;
import com.beachdo.catalog.v1.OfferChanged;
import com.beachdo.catalog.v1.OfferParty;
import com.beachdo.catalog.v1.OfferState;
import com.beachdo.common.v1.Money;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Offers. Who changes one locks its listing first, as those do who change a listing. */
public final class OfferStore {
    private static final int MAX_OF_A_BUYER = 5;
    private static final String LIFE = "interval '48 hours'";
    private static final String STATE =
            "CASE WHEN o.state = 'OPEN' AND o.expires_at <= now() THEN 'EXPIRED' ELSE o.state END";
    private static final String COLUMNS = "o.offer_id, o.listing_id, l.title, o.buyer_id, o.seller_id, o.price_amount,"
            + " l.price_amount AS asked_amount, " + STATE + " AS state, o.awaits, o.expires_at, o.created_at,"
            + " o.changed_at, o.version ";
    /** Ends a statement whose {@code WITH o AS (...)} changed offers. */
    private static final String SELECT_CHANGED =
            ") SELECT " + COLUMNS + "FROM o JOIN listing l ON l.listing_id = o.listing_id";

    private final Db db;

    OfferStore(Db db) {
        this.db = db;
    }

    /** A listing that somebody wants to make an offer for. */
    private record Wanted(UUID seller, long open, long made) {}

    private static final String LOCK_LISTING =
            "SELECT seller_id FROM listing l WHERE listing_id = $1 FOR NO KEY UPDATE";
    private static final String WANTED =
            """
            SELECT l.seller_id,
                count(o.offer_id) FILTER (WHERE o.state = 'OPEN' AND o.expires_at > now()) AS open,
                count(o.offer_id) AS made
            FROM listing l JOIN seller s ON s.seller_id = l.seller_id
            LEFT JOIN offer o ON o.listing_id = l.listing_id AND o.buyer_id = $2
            WHERE l.listing_id = $1 AND %s
            GROUP BY l.seller_id
            """
                    .formatted(ListingRow.VISIBLE);
    private static final String END_EXPIRED =
            "UPDATE offer SET state = 'EXPIRED' WHERE listing_id = $1 AND buyer_id = $2 AND state = 'OPEN'";
    private static final String MAKE =
            """
            WITH o AS (
                INSERT INTO offer (offer_id, listing_id, buyer_id, seller_id, state, awaits, price_amount, expires_at)
                VALUES ($1, $2, $3, $4, 'OPEN', 'SELLER', $5, now() + %s) RETURNING *
            """
                            .formatted(LIFE)
                    + SELECT_CHANGED;

    Future<Offer> make(Tx tx, UUID id, UUID listing, UUID buyer, long amount) {
        return tx.query(LOCK_LISTING, listing)
                .compose(ignored -> tx.query(WANTED, listing, buyer))
                .map(found -> found.stream()
                        .map(row -> new Wanted(row.getUUID(0), row.getLong(1), row.getLong(2)))
                        .findFirst()
                        .orElseThrow(() -> RpcException.notFound("listing.not_found", "There is no such listing.")))
                .compose(wanted -> {
                    requireAllowed(wanted, buyer);
                    return tx.query(END_EXPIRED, listing, buyer)
                            .compose(ignored -> tx.query(MAKE, id, listing, buyer, wanted.seller(), amount));
                })
                .map(OfferStore::only)
                .compose(made -> tell(tx, made, made.getBuyerId()).map(made));
    }

    private static void requireAllowed(Wanted wanted, UUID buyer) {
        if (wanted.seller().equals(buyer)) {
            throw RpcException.conflict("offer.own_listing", "The listing is your own.");
        }
        if (wanted.open() > 0) {
            throw RpcException.conflict("offer.open_already", "There is an offer of yours that is not answered yet.");
        }
        if (wanted.made() >= MAX_OF_A_BUYER) {
            throw RpcException.conflict(
                    "offer.too_many", "At most " + MAX_OF_A_BUYER + " offers can be made for one listing.");
        }
    }

    private static final String LISTING_OF =
            "SELECT listing_id FROM offer WHERE offer_id = $1 AND $2 IN (buyer_id, seller_id)";
    private static final String LOCK = "SELECT " + COLUMNS
            + """
            , %s AS on_sale,
            EXISTS (SELECT FROM offer a WHERE a.listing_id = o.listing_id AND a.state = 'ACCEPTED') AS taken
            FROM offer o JOIN listing l ON l.listing_id = o.listing_id JOIN seller s ON s.seller_id = l.seller_id
            WHERE o.offer_id = $1 FOR UPDATE OF o
            """
                    .formatted(ListingRow.VISIBLE);
    private static final String MOVE =
            """
            WITH o AS (
                UPDATE offer SET state = $2, awaits = $3, price_amount = $4, version = version + 1, changed_at = now(),
                    expires_at = CASE WHEN $2 = 'OPEN' THEN now() + %s ELSE expires_at END
                WHERE offer_id = $1 RETURNING *
            """
                            .formatted(LIFE)
                    + SELECT_CHANGED;

    /** @param amount what is on the table then; 0 for what is on it now */
    Future<Offer> move(Tx tx, UUID id, UUID by, OfferMove move, long amount) {
        return tx.query(LISTING_OF, id, by)
                .compose(found -> tx.query(
                        LOCK_LISTING,
                        found.stream().map(row -> row.getUUID(0)).findFirst().orElseThrow(OfferStore::notFound)))
                .compose(ignored -> tx.query(LOCK, id))
                .compose(locked -> {
                    Row row = locked.iterator().next();
                    Offer offer = offer(row);
                    OfferParty party = party(offer, by);
                    OfferParty awaits = OfferParty.valueOf("OFFER_PARTY_" + row.getString("awaits"));
                    move.require(offer.getState(), awaits, party);
                    if (move == OfferMove.ACCEPT) {
                        requireFree(row);
                    }
                    return tx.query(
                            MOVE,
                            id,
                            OfferMove.name(move.to()),
                            OfferMove.name(move == OfferMove.COUNTER ? OfferMove.other(party) : awaits),
                            amount == 0 ? offer.getPrice().getAmount() : amount);
                })
                .map(OfferStore::only)
                .compose(moved -> tell(tx, moved, by.toString()).map(moved));
    }

    private static OfferParty party(Offer offer, UUID user) {
        return offer.getBuyerId().equals(user.toString())
                ? OfferParty.OFFER_PARTY_BUYER
                : OfferParty.OFFER_PARTY_SELLER;
    }

    private static void requireFree(Row locked) {
        if (!Boolean.TRUE.equals(locked.getBoolean("on_sale"))) {
            throw RpcException.conflict("offer.listing_not_on_sale", "The listing is not on sale.");
        }
        if (Boolean.TRUE.equals(locked.getBoolean("taken"))) {
            throw RpcException.conflict("offer.another_accepted", "Another offer for the listing is accepted.");
        }
    }

    private static final String CLOSE =
            """
            WITH o AS (
                UPDATE offer SET state = 'CLOSED', version = version + 1, changed_at = now()
                WHERE %s AND state = 'OPEN' AND expires_at > now() RETURNING *
            """
                    + SELECT_CHANGED;
    private static final String CLOSE_OF_LISTING = CLOSE.formatted("listing_id = $1");
    private static final String CLOSE_OF_BUYER = CLOSE.formatted("buyer_id = $1");

    /** Closes what is open of a listing that is no longer on sale. Called by those who hold the listing's lock. */
    public static Future<Void> closeOfListing(Tx tx, UUID listing) {
        return close(tx, CLOSE_OF_LISTING, listing);
    }

    /** Forgets the offers of somebody who is erased. */
    public static Future<Void> forget(Tx tx, UUID user) {
        return close(tx, CLOSE_OF_BUYER, user)
                .compose(ignored -> tx.query("DELETE FROM offer WHERE buyer_id = $1 OR seller_id = $1", user))
                .mapEmpty();
    }

    private static Future<Void> close(Tx tx, String statement, UUID of) {
        return tx.query(statement, of).compose(closed -> {
            Future<Void> told = Future.succeededFuture();
            for (Row row : closed) {
                told = told.compose(ignored -> tell(tx, offer(row), ""));
            }
            return told;
        });
    }

    private static final String GET = "SELECT " + COLUMNS
            + "FROM offer o JOIN listing l ON l.listing_id = o.listing_id"
            + " WHERE o.offer_id = $1 AND $2 IN (o.buyer_id, o.seller_id)";

    Future<Offer> get(UUID id, UUID user) {
        return db.query(GET, id, user)
                .map(found -> offers(found).stream().findFirst().orElseThrow(OfferStore::notFound));
    }

    /** Two parts, so that each walks its own index. */
    private static final String LIST =
            """
            SELECT * FROM (
                (SELECT %1$s FROM offer o JOIN listing l ON l.listing_id = o.listing_id
                WHERE o.buyer_id = $1 AND o.offer_id < $2 AND $3 <> 'SELLER' AND %2$s
                ORDER BY o.offer_id DESC LIMIT $6)
                UNION ALL
                (SELECT %1$s FROM offer o JOIN listing l ON l.listing_id = o.listing_id
                WHERE o.seller_id = $1 AND o.offer_id < $2 AND $3 <> 'BUYER' AND %2$s
                ORDER BY o.offer_id DESC LIMIT $6)) found
            ORDER BY offer_id DESC LIMIT $6
            """
                    .formatted(COLUMNS, "($4 = '' OR " + STATE + " = $4) AND ($5 = '' OR o.listing_id = $5::uuid)");

    /** Last made first; an empty text stands for all. */
    Future<List<Offer>> list(UUID user, UUID before, String role, String state, String listing, int rows) {
        return db.query(LIST, user, before, role, state, listing, rows).map(OfferStore::offers);
    }

    private static Future<Void> tell(Tx tx, Offer offer, String by) {
        OfferChanged.Builder event = OfferChanged.newBuilder()
                .setOfferId(offer.getId())
                .setListingId(offer.getListingId())
                .setBuyerId(offer.getBuyerId())
                .setSellerId(offer.getSellerId())
                .setTitle(offer.getTitle())
                .setPrice(offer.getPrice())
                .setState(offer.getState())
                .setByUserId(by)
                .setExpiresAt(offer.getExpiresAt())
                .setVersion(offer.getVersion());
        if (offer.hasAwaits()) {
            event.setAwaitsUserId(
                    offer.getAwaits() == OfferParty.OFFER_PARTY_BUYER ? offer.getBuyerId() : offer.getSellerId());
        }
        return tx.emit(offer.getId(), event.build());
    }

    private static Offer only(RowSet<Row> rows) {
        return offer(rows.iterator().next());
    }

    private static List<Offer> offers(RowSet<Row> rows) {
        List<Offer> offers = new ArrayList<>();
        rows.forEach(row -> offers.add(offer(row)));
        return offers;
    }

    private static Offer offer(Row row) {
        Offer.Builder offer = Offer.newBuilder()
                .setId(row.getUUID("offer_id").toString())
                .setListingId(row.getUUID("listing_id").toString())
                .setTitle(row.getString("title"))
                .setBuyerId(row.getUUID("buyer_id").toString())
                .setSellerId(row.getUUID("seller_id").toString())
                .setPrice(money(row.getLong("price_amount")))
                .setAskedPrice(money(row.getLong("asked_amount")))
                .setState(OfferState.valueOf("OFFER_STATE_" + row.getString("state")))
                .setExpiresAt(Rows.timestamp(row.getOffsetDateTime("expires_at")))
                .setCreatedAt(Rows.timestamp(row.getOffsetDateTime("created_at")))
                .setChangedAt(Rows.timestamp(row.getOffsetDateTime("changed_at")))
                .setVersion(row.getLong("version"));
        return offer.getState() == OfferState.OFFER_STATE_OPEN
                ? offer.setAwaits(OfferParty.valueOf("OFFER_PARTY_" + row.getString("awaits")))
                        .build()
                : offer.build();
    }

    private static Money money(long amount) {
        return Money.newBuilder().setAmount(amount).setCurrency("INR").build();
    }

    private static RpcException notFound() {
        return RpcException.notFound("offer.not_found", "There is no such offer.");
    }
}
