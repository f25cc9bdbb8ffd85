package com.beachdo.catalog;

import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.BatchGetUsersRequest;
import com.beachdo.identity.v1.PublicUser;
import com.beachdo.identity.v1.UserChanged;
import com.beachdo.identity.v1.UserStatusChanged;
import com.beachdo.moderation.v1.AccountRestricted;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import com.google.protobuf.Timestamp;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** The cards of sellers: a copy of their public profiles, kept up to date by events. */
final class SellerStore {
    private final Db db;
    private final Accounts accounts;

    SellerStore(Db db, Accounts accounts) {
        this.db = db;
        this.accounts = accounts;
    }

    private static final String KNOWN = "SELECT 1 FROM seller WHERE seller_id = $1 AND name IS NOT NULL";

    /** Makes sure that there is a card, asking identity if its event is still under way. */
    Future<Void> require(UUID seller) {
        return db.query(KNOWN, seller).compose(rows -> rows.size() == 1 ? Future.succeededFuture() : fetch(seller));
    }

    private static final String ADD =
            """
            INSERT INTO seller AS old (seller_id, name, verified, since) VALUES ($1, $2, $3, $4)
            ON CONFLICT ON CONSTRAINT seller_seller_id_pkey DO UPDATE SET name = $2, verified = $3, since = $4
            WHERE old.name IS NULL
            """;

    private Future<Void> fetch(UUID seller) {
        return accounts.batchGetUsers(BatchGetUsersRequest.newBuilder()
                        .addUserIds(seller.toString())
                        .build())
                .compose(reply -> {
                    if (reply.getUsersCount() == 0) {
                        return Future.failedFuture(
                                RpcException.conflict("seller.unknown", "There is no such account any more."));
                    }
                    PublicUser user = reply.getUsers(0);
                    return db.query(ADD, seller, user.getName(), user.getVerified(), time(user.getSince()))
                            .mapEmpty();
                });
    }

    private static final String PUT =
            """
            INSERT INTO seller (seller_id, name, verified, since, verified_until)
            VALUES ($1, $2, $3, $4, CASE WHEN $5::bigint > 0 THEN to_timestamp($5::bigint) END)
            ON CONFLICT ON CONSTRAINT seller_seller_id_pkey
            DO UPDATE SET name = $2, verified = $3, since = $4, verified_until = EXCLUDED.verified_until
            """;

    Future<Void> changed(Tx tx, UserChanged user) {
        return tx.query(
                        PUT,
                        UUID.fromString(user.getUserId()),
                        user.getName(),
                        user.getVerified(),
                        Instant.ofEpochSecond(user.getSince()).atOffset(ZoneOffset.UTC),
                        user.getVerifiedUntil())
                .mapEmpty();
    }

    private static final String SUSPEND =
            """
            INSERT INTO seller (seller_id, suspended) VALUES ($1, true)
            ON CONFLICT ON CONSTRAINT seller_seller_id_pkey DO UPDATE SET suspended = true
            """;

    /** Hides all listings, those to come too. */
    Future<Void> restricted(Tx tx, AccountRestricted account) {
        return tx.query(SUSPEND, UUID.fromString(account.getUserId()))
                .compose(done -> Restrictions.carriedOut(tx, account.getDecisionId()));
    }

    private static final String SET_SUSPENDED =
            """
            INSERT INTO seller (seller_id, suspended) VALUES ($1, $2)
            ON CONFLICT ON CONSTRAINT seller_seller_id_pkey DO UPDATE SET suspended = $2
            """;

    /** Hides all listings, or shows them again. */
    Future<Void> statusChanged(Tx tx, UserStatusChanged account) {
        return tx.query(SET_SUSPENDED, UUID.fromString(account.getUserId()), !account.getActive())
                .mapEmpty();
    }

    private static OffsetDateTime time(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).atOffset(ZoneOffset.UTC);
    }
}
