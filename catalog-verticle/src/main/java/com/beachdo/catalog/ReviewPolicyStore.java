package com.beachdo.catalog;

import com.beachdo.catalog.quality.ContactData;
import com.beachdo.catalog.v1.CategoryReviewRule;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.ReviewMode;
import com.beachdo.catalog.v1.ReviewPolicy;
import com.beachdo.catalog.v1.ReviewRule;
import com.beachdo.catalog.v1.SetReviewPolicyRequest;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The policy of reviews, as data. */
final class ReviewPolicyStore {
    private static final String VERSION = "SELECT version FROM review_policy";
    private static final String RULES =
            "SELECT category_id, mode, first_listings FROM review_rule ORDER BY category_id";

    private ReviewPolicyStore() {}

    private static final String NEEDS_NO_REVIEW =
            """
            SELECT r.mode = 'NEVER' OR r.mode = 'FIRST' AND r.first_listings <= (
                SELECT count(*) FROM (SELECT FROM listing WHERE seller_id = $2 AND published_at IS NOT NULL
                    AND status <> 'REMOVED' LIMIT r.first_listings) sold) AS free
            FROM category c JOIN review_rule r ON r.category_id IN (c.category_id, c.parent_id, '')
            WHERE c.category_id = $1
            ORDER BY r.category_id = c.category_id DESC, r.category_id = c.parent_id DESC LIMIT 1
            """;

    /** Whether a listing that its seller hands in goes on sale without a look at it. */
    static Future<Boolean> needsNoReview(Tx tx, Listing listing, UUID seller) {
        return listing.getStatus() != ListingStatus.LISTING_STATUS_DRAFT || ContactData.any(listing)
                ? Future.succeededFuture(false)
                : tx.query(NEEDS_NO_REVIEW, listing.getCategoryId(), seller).map(rows -> {
                    Row row = Rows.first(rows);
                    return row != null && row.getBoolean("free");
                });
    }

    static Future<ReviewPolicy> read(Tx tx) {
        return read(tx, VERSION);
    }

    private static Future<ReviewPolicy> read(Tx tx, String version) {
        ReviewPolicy.Builder policy = ReviewPolicy.newBuilder();
        return tx.query(version)
                .map(rows -> policy.setVersion(rows.iterator().next().getLong("version")))
                .compose(found -> tx.query(RULES))
                .map(rows -> {
                    rows.forEach(row -> add(policy, row));
                    return policy.build();
                });
    }

    private static void add(ReviewPolicy.Builder policy, Row row) {
        ReviewMode mode = ReviewMode.valueOf("REVIEW_MODE_" + row.getString("mode"));
        int first = row.getInteger("first_listings");
        String category = row.getString("category_id");
        if (category.isEmpty()) {
            ReviewRule.Builder rule = policy.getFallbackBuilder().setMode(mode);
            ReviewRule.Builder unused = first > 0 ? rule.setFirstListings(first) : rule;
        } else {
            CategoryReviewRule.Builder rule =
                    policy.addCategoriesBuilder().setCategoryId(category).setMode(mode);
            CategoryReviewRule.Builder unused = first > 0 ? rule.setFirstListings(first) : rule;
        }
    }

    private static final String ADD = "INSERT INTO review_rule (category_id, mode, first_listings) VALUES ($1, $2, $3)";

    /** Another policy in place of this one, if this is the one that was read. */
    static Future<ReviewPolicy> replace(Tx tx, SetReviewPolicyRequest request) {
        return read(tx, VERSION + " FOR UPDATE")
                .compose(now -> request.hasExpectedVersion() && request.getExpectedVersion() != now.getVersion()
                        ? Future.failedFuture(new RpcException(
                                GrpcStatus.ABORTED,
                                "policy.version_mismatch",
                                "The policy has changed meanwhile; read it again."))
                        : tx.query("DELETE FROM review_rule"))
                .compose(done -> tx.batch(ADD, rules(request)))
                .compose(done -> tx.query("UPDATE review_policy SET version = version + 1"))
                .compose(done -> read(tx));
    }

    private static List<Tuple> rules(SetReviewPolicyRequest request) {
        List<Tuple> rules = new ArrayList<>();
        ReviewRule fallback = request.getFallback();
        rules.add(Tuple.of("", name(fallback.getMode()), fallback.getFirstListings()));
        request.getCategoriesList()
                .forEach(rule ->
                        rules.add(Tuple.of(rule.getCategoryId(), name(rule.getMode()), rule.getFirstListings())));
        return rules;
    }

    static String name(ReviewMode mode) {
        return mode.name().substring("REVIEW_MODE_".length());
    }
}
