package com.beachdo.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.beachdo.catalog.v1.CategoryReviewRule;
import com.beachdo.catalog.v1.GetReviewPolicyRequest;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.ReviewMode;
import com.beachdo.catalog.v1.ReviewPolicies;
import com.beachdo.catalog.v1.ReviewPolicy;
import com.beachdo.catalog.v1.ReviewRule;
import com.beachdo.catalog.v1.SetReviewPolicyRequest;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.FieldError;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Transport;
import io.vertx.grpc.common.GrpcStatus;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReviewPoliciesIT {
    private static final ListingStatus WAITS = ListingStatus.LISTING_STATUS_PENDING_REVIEW;
    private static final ListingStatus ON_SALE = ListingStatus.LISTING_STATUS_ACTIVE;
    private final CatalogSystem catalog = CatalogSystem.start();
    private CallContext seller = People.seller();

    @BeforeEach
    void inTheBeginning() {
        seller = People.seller();
        set(rule(ReviewMode.REVIEW_MODE_ALWAYS, 0));
    }

    @AfterAll
    void stop() {
        catalog.close();
    }

    private static SetReviewPolicyRequest.Builder rule(ReviewMode mode, int first) {
        return SetReviewPolicyRequest.newBuilder()
                .setFallback(ReviewRule.newBuilder().setMode(mode).setFirstListings(first));
    }

    private static CategoryReviewRule of(String category, ReviewMode mode) {
        return CategoryReviewRule.newBuilder()
                .setCategoryId(category)
                .setMode(mode)
                .build();
    }

    private ReviewPolicy set(SetReviewPolicyRequest.Builder request) {
        return catalog.call(
                People.steppedUpAdmin(), ReviewPolicies.class, policies -> policies.setReviewPolicy(request.build()));
    }

    private ReviewPolicy get(Transport transport) {
        return catalog.call(
                People.staff(),
                ReviewPolicies.class,
                transport,
                policies -> policies.getReviewPolicy(GetReviewPolicyRequest.getDefaultInstance()));
    }

    private Listing handedIn() {
        return catalog.submit(seller, catalog.create(seller, Samples.phone()));
    }

    @Test
    void everythingIsLookedAtUnlessThePolicySaysOtherwise() {
        assertThat(handedIn().getStatus()).isEqualTo(WAITS);
    }

    @Test
    void whatNeedsNoReviewIsOnSaleAtOnce() {
        set(rule(ReviewMode.REVIEW_MODE_NEVER, 0));
        Listing listing = handedIn();
        assertThat(listing.getStatus()).isEqualTo(ON_SALE);
        assertThat(listing.hasPublishedAt()).isTrue();
        assertThat(catalog.get(People.anybody(), listing.getId()).getTitle()).isEqualTo(listing.getTitle());
    }

    @Test
    void aNewSellersFirstListingsAreLookedAt() {
        set(rule(ReviewMode.REVIEW_MODE_FIRST, 2));
        Listing first = handedIn();
        Listing second = handedIn();
        assertThat(first.getStatus()).isEqualTo(WAITS);
        assertThat(second.getStatus()).isEqualTo(WAITS);
        Listing unused = catalog.approve(first);
        assertThat(handedIn().getStatus()).as("one is approved").isEqualTo(WAITS);
        Listing unusedToo = catalog.approve(second);
        assertThat(handedIn().getStatus()).as("two are approved").isEqualTo(ON_SALE);
    }

    @Test
    void theRuleOfTheCategoryCountsThenOfTheOneAboveThenTheFallback() {
        Listing sample = catalog.create(seller, Samples.phone());
        String leaf = sample.getCategoryId();
        String above = Objects.requireNonNull(
                        catalog.operate("SELECT parent_id FROM catalog.category WHERE category_id = '" + leaf + "'"))
                .iterator()
                .next()
                .getString("parent_id");
        set(rule(ReviewMode.REVIEW_MODE_ALWAYS, 0).addCategories(of(above, ReviewMode.REVIEW_MODE_NEVER)));
        assertThat(handedIn().getStatus()).isEqualTo(ON_SALE);
        set(rule(ReviewMode.REVIEW_MODE_NEVER, 0)
                .addCategories(of(above, ReviewMode.REVIEW_MODE_NEVER))
                .addCategories(of(leaf, ReviewMode.REVIEW_MODE_ALWAYS)));
        assertThat(handedIn().getStatus()).isEqualTo(WAITS);
    }

    @Test
    void aTextThatLeadsElsewhereIsLookedAtAnyway() {
        set(rule(ReviewMode.REVIEW_MODE_NEVER, 0));
        Listing draft = catalog.create(
                seller,
                Samples.phone().toBuilder()
                        .setDescription("As good as new, box and bill included. Call 98450 12345 any time.")
                        .build());
        assertThat(catalog.submit(seller, draft).getStatus()).isEqualTo(WAITS);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void thePolicyIsReadAndChangedByVersion(Transport transport) {
        ReviewPolicy before = get(transport);
        ReviewPolicy after = set(rule(ReviewMode.REVIEW_MODE_FIRST, 3).setExpectedVersion(before.getVersion()));
        assertThat(after.getVersion()).isEqualTo(before.getVersion() + 1);
        assertThat(get(transport)).isEqualTo(after);
        RpcException late = refused(rule(ReviewMode.REVIEW_MODE_NEVER, 0).setExpectedVersion(before.getVersion()));
        assertThat(late.status()).isEqualTo(GrpcStatus.ABORTED);
        assertThat(late.code()).isEqualTo("policy.version_mismatch");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void withoutASecondFactorShownLatelyNothingChanges(Transport transport) {
        ReviewPolicy before = get(transport);
        SetReviewPolicyRequest request = rule(ReviewMode.REVIEW_MODE_NEVER, 0).build();
        RpcException refused = Objects.requireNonNull(catchThrowableOfType(
                RpcException.class,
                () -> catalog.call(
                        People.admin(),
                        ReviewPolicies.class,
                        transport,
                        policies -> policies.setReviewPolicy(request))));
        assertThat(refused.code()).isEqualTo("auth.step_up_required");
        assertThat(get(transport)).isEqualTo(before);
    }

    @Test
    void theAuditIsToldWhoChangedItAndWhatItIs() {
        ReviewPolicy policy = set(rule(ReviewMode.REVIEW_MODE_FIRST, 7));
        assertThat(catalog.operate("SELECT encode(payload, 'escape') AS told FROM catalog.outbox"
                                + " WHERE aggregate_id = 'review policy' ORDER BY outbox_id DESC LIMIT 1")
                        .iterator()
                        .next()
                        .getString("told"))
                .contains("policy.review", "FIRST/7", "\"version\":" + policy.getVersion());
    }

    @Test
    void refusesWhatDoesNotFitAndNamesTheField() {
        assertThat(field(rule(ReviewMode.REVIEW_MODE_UNSPECIFIED, 0))).isEqualTo("/fallback/mode");
        assertThat(field(rule(ReviewMode.REVIEW_MODE_FIRST, 0))).isEqualTo("/fallback/firstListings");
        assertThat(field(rule(ReviewMode.REVIEW_MODE_NEVER, 3))).isEqualTo("/fallback/firstListings");
        assertThat(field(rule(ReviewMode.REVIEW_MODE_NEVER, 0)
                        .addCategories(of("no-such-category", ReviewMode.REVIEW_MODE_NEVER))))
                .isEqualTo("/categories/0/categoryId");
    }

    private String field(SetReviewPolicyRequest.Builder request) {
        return refused(request).fields().stream()
                .map(FieldError::pointer)
                .findFirst()
                .orElseThrow();
    }

    private RpcException refused(SetReviewPolicyRequest.Builder request) {
        return Objects.requireNonNull(catchThrowableOfType(RpcException.class, () -> set(request)));
    }
}
