package com.beachdo.catalog;

import com.beachdo.catalog.reference.Categories;
import com.beachdo.catalog.v1.CategoryReviewRule;
import com.beachdo.catalog.v1.GetReviewPolicyRequest;
import com.beachdo.catalog.v1.ReviewMode;
import com.beachdo.catalog.v1.ReviewPolicies;
import com.beachdo.catalog.v1.ReviewPolicy;
import com.beachdo.catalog.v1.SetReviewPolicyRequest;
import com.beachdo.platform.auth.StepUp;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;

/** The contract of the policy of reviews. */
final class ReviewPoliciesRpc implements ReviewPolicies {
    private static final int MOST_CATEGORIES = 200;
    private static final int MOST_FIRST = 100;

    private final Db db;
    private final Categories categories;
    private final StepUp stepUp;

    ReviewPoliciesRpc(Db db, Categories categories, StepUp stepUp) {
        this.db = db;
        this.categories = categories;
        this.stepUp = stepUp;
    }

    @Override
    public Future<ReviewPolicy> getReviewPolicy(GetReviewPolicyRequest request) {
        return db.transaction(ReviewPolicyStore::read);
    }

    @Override
    public Future<ReviewPolicy> setReviewPolicy(SetReviewPolicyRequest request) {
        check(request);
        return stepUp.require()
                .compose(shown -> db.transaction(
                        tx -> ReviewPolicyStore.replace(tx, request).compose(policy -> StaffActions.tell(
                                        tx, StaffActions.REVIEW_POLICY, "policy.review", detail(policy))
                                .map(policy))));
    }

    private static JsonObject detail(ReviewPolicy policy) {
        JsonObject rules = new JsonObject()
                .put(
                        "",
                        text(
                                policy.getFallback().getMode(),
                                policy.getFallback().getFirstListings()));
        policy.getCategoriesList()
                .forEach(rule -> rules.put(rule.getCategoryId(), text(rule.getMode(), rule.getFirstListings())));
        return new JsonObject().put("version", policy.getVersion()).put("rules", rules);
    }

    private static String text(ReviewMode mode, int first) {
        return mode == ReviewMode.REVIEW_MODE_FIRST ? "FIRST/" + first : ReviewPolicyStore.name(mode);
    }

    private void check(SetReviewPolicyRequest request) {
        check(
                "/fallback",
                request.getFallback().getMode(),
                request.getFallback().getFirstListings());
        require(request.getCategoriesCount() <= MOST_CATEGORIES, "/categories", "must be at most " + MOST_CATEGORIES);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < request.getCategoriesCount(); i++) {
            CategoryReviewRule rule = request.getCategories(i);
            String at = "/categories/" + i;
            require(
                    categories.find(rule.getCategoryId()) != null && seen.add(rule.getCategoryId()),
                    at + "/categoryId",
                    "must be a category, each once");
            check(at, rule.getMode(), rule.getFirstListings());
        }
    }

    private static void check(String at, ReviewMode mode, int first) {
        boolean known = mode != ReviewMode.REVIEW_MODE_UNSPECIFIED && mode != ReviewMode.UNRECOGNIZED;
        require(known, at + "/mode", "must be ALWAYS, FIRST or NEVER");
        boolean fits = mode == ReviewMode.REVIEW_MODE_FIRST ? first >= 1 && first <= MOST_FIRST : first == 0;
        require(fits, at + "/firstListings", "must be 1 to " + MOST_FIRST + " of FIRST, and left out otherwise");
    }

    private static void require(boolean right, String pointer, String detail) {
        if (!right) {
            throw RpcException.invalid("request.invalid", pointer, detail);
        }
    }
}
