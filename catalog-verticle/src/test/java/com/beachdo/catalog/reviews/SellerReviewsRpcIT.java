package com.beachdo.catalog.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.catalog.CatalogSystem;
import com.beachdo.catalog.People;
import com.beachdo.catalog.Samples;
import com.beachdo.catalog.v1.AcceptOfferRequest;
import com.beachdo.catalog.v1.CreateReviewRequest;
import com.beachdo.catalog.v1.DeleteReviewRequest;
import com.beachdo.catalog.v1.GetListingRequest;
import com.beachdo.catalog.v1.GetReviewRequest;
import com.beachdo.catalog.v1.ListListingsReply;
import com.beachdo.catalog.v1.ListMyReviewsRequest;
import com.beachdo.catalog.v1.ListReviewsReply;
import com.beachdo.catalog.v1.ListReviewsRequest;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.MakeOfferRequest;
import com.beachdo.catalog.v1.NoticeDue;
import com.beachdo.catalog.v1.NoticeKind;
import com.beachdo.catalog.v1.Offer;
import com.beachdo.catalog.v1.Offers;
import com.beachdo.catalog.v1.ReplyToReviewRequest;
import com.beachdo.catalog.v1.ReviewBasis;
import com.beachdo.catalog.v1.Search;
import com.beachdo.catalog.v1.SearchListingsRequest;
import com.beachdo.catalog.v1.SellerRated;
import com.beachdo.catalog.v1.SellerReview;
import com.beachdo.catalog.v1.SellerReviews;
import com.beachdo.catalog.v1.UpdateReviewRequest;
import com.beachdo.common.v1.Empty;
import com.beachdo.common.v1.Rating;
import com.beachdo.identity.v1.AccountErased;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.ContentRemoved;
import com.beachdo.moderation.v1.DecisionOverturned;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nobody takes the events here, so they stay in the outbox. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SellerReviewsRpcIT {
    private final CatalogSystem catalog = CatalogSystem.start();

    @AfterAll
    void stop() {
        catalog.close();
    }

    private static CreateReviewRequest request(Listing listing, int stars) {
        return CreateReviewRequest.newBuilder()
                .setListingId(listing.getId())
                .setStars(stars)
                .setText("As described.")
                .build();
    }

    private SellerReview write(CallContext author, Listing listing, int stars, Transport transport) {
        return catalog.call(
                author, SellerReviews.class, transport, reviews -> reviews.createReview(request(listing, stars)));
    }

    private SellerReview write(CallContext author, Listing listing, int stars) {
        return write(author, listing, stars, Transport.BUS);
    }

    /** By somebody new who talked with the seller. */
    private SellerReview review(Listing listing, int stars) {
        return write(talker(listing), listing, stars);
    }

    private CallContext talker(Listing listing) {
        CallContext buyer = People.buyer();
        catalog.talk(listing.getId(), buyer.requireSubject());
        return buyer;
    }

    private SellerReview get(String id) {
        GetReviewRequest request = GetReviewRequest.newBuilder().setReviewId(id).build();
        return catalog.call(People.anybody(), SellerReviews.class, reviews -> reviews.getReview(request));
    }

    private SellerReview update(CallContext by, UpdateReviewRequest request) {
        return catalog.call(by, SellerReviews.class, reviews -> reviews.updateReview(request));
    }

    private void delete(CallContext by, SellerReview review) {
        DeleteReviewRequest request =
                DeleteReviewRequest.newBuilder().setReviewId(review.getId()).build();
        Empty unused = catalog.call(by, SellerReviews.class, reviews -> reviews.deleteReview(request));
    }

    private SellerReview reply(CallContext by, SellerReview review, Transport transport) {
        ReplyToReviewRequest request = ReplyToReviewRequest.newBuilder()
                .setReviewId(review.getId())
                .setText("Thank you!")
                .build();
        return catalog.call(by, SellerReviews.class, transport, reviews -> reviews.replyToReview(request));
    }

    private ListReviewsReply list(String seller, int limit, String cursor) {
        ListReviewsRequest request = ListReviewsRequest.newBuilder()
                .setUserId(seller)
                .setLimit(limit)
                .setCursor(cursor)
                .build();
        return catalog.call(People.anybody(), SellerReviews.class, reviews -> reviews.listReviews(request));
    }

    private List<SellerReview> mine(CallContext author) {
        return catalog.call(
                        author,
                        SellerReviews.class,
                        reviews -> reviews.listMyReviews(ListMyReviewsRequest.getDefaultInstance()))
                .getItemsList();
    }

    private Rating rating(Listing listing) {
        GetListingRequest request =
                GetListingRequest.newBuilder().setListingId(listing.getId()).build();
        return catalog.call(People.anybody(), Listings.class, listings -> listings.getListing(request))
                .getSeller()
                .getRating();
    }

    private static Rating rating(double average, int count) {
        return Rating.newBuilder().setAverage(average).setCount(count).build();
    }

    private List<SellerRated> told(String seller) {
        List<SellerRated> events = new ArrayList<>();
        for (Row row : TestSystem.await(
                catalog.db().query("SELECT payload FROM outbox WHERE aggregate_id = $1 ORDER BY outbox_id", seller))) {
            try {
                events.add(SellerRated.parseFrom(row.getBuffer(0).getBytes()));
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }
        return events;
    }

    private static void assertRefused(ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.code())
                .isEqualTo(code));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void whoTalkedWithTheSellerReviewsThemAndIsAnsweredOnce(Transport transport) {
        CallContext seller = People.seller();
        Listing listing = catalog.publish(seller);
        CallContext buyer = talker(listing);
        SellerReview written = write(buyer, listing, 4, transport);
        assertThat(written.getBasis()).isEqualTo(ReviewBasis.REVIEW_BASIS_CONVERSATION);
        assertThat(written.getSellerId()).isEqualTo(seller.requireSubject());
        assertThat(written.getAuthor().getId()).isEqualTo(buyer.requireSubject());
        assertThat(written.getAuthor().getName()).isEqualTo("Asha");
        assertThat(written.getListingTitle()).isEqualTo(listing.getTitle());
        assertThat(get(written.getId())).isEqualTo(written);

        SellerReview answered = reply(seller, written, transport);
        assertThat(answered.getReply().getText()).isEqualTo("Thank you!");
        assertRefused(() -> reply(seller, written, transport), "review.already_answered");
        assertRefused(() -> reply(People.seller(), written, transport), "review.not_found");
        assertThat(get(written.getId())).isEqualTo(answered);
    }

    @Test
    void anAcceptedOfferIsADeal() {
        CallContext seller = People.seller();
        CallContext buyer = People.buyer();
        Listing listing = catalog.publish(seller);
        MakeOfferRequest offering = MakeOfferRequest.newBuilder()
                .setListingId(listing.getId())
                .setPrice(Samples.rupees(500))
                .build();
        Offer offer = catalog.call(buyer, Offers.class, offers -> offers.makeOffer(offering));
        assertRefused(() -> write(buyer, listing, 5), "review.no_deal");
        AcceptOfferRequest accepting =
                AcceptOfferRequest.newBuilder().setOfferId(offer.getId()).build();
        Offer unused = catalog.call(seller, Offers.class, offers -> offers.acceptOffer(accepting));
        assertThat(write(buyer, listing, 5).getBasis()).isEqualTo(ReviewBasis.REVIEW_BASIS_AGREED_OFFER);
    }

    @Test
    void whoHadNothingToDoWithTheSellerSaysNothing() {
        CallContext seller = People.seller();
        Listing listing = catalog.publish(seller);
        assertRefused(() -> write(People.buyer(), listing, 1), "review.no_deal");
        assertRefused(() -> write(seller, listing, 5), "review.own_listing");
        Listing unknown =
                listing.toBuilder().setId(UUID.randomUUID().toString()).build();
        assertRefused(() -> write(People.buyer(), unknown, 1), "listing.not_found");
        CallContext buyer = talker(listing);
        assertRefused(() -> write(buyer, listing, 0), "request.invalid");
        assertRefused(() -> write(buyer, listing, 6), "request.invalid");
    }

    @Test
    void ofAHundredCopiesOneIsWrittenAndCounted() {
        Listing listing = catalog.publish(People.seller());
        CallContext buyer = talker(listing);
        SellerReviews client = catalog.system().client(SellerReviews.class, Transport.BUS);
        List<Future<SellerReview>> copies = catalog.system().as(buyer, () -> {
            List<Future<SellerReview>> all = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                all.add(client.createReview(request(listing, 3)));
            }
            return Future.join(all).otherwiseEmpty().map(all);
        });
        assertThat(copies.stream().filter(Future::succeeded)).hasSize(1);
        assertThat(rating(listing)).isEqualTo(rating(3, 1));
        assertRefused(() -> write(buyer, listing, 3), "review.already_written");
    }

    @Test
    void theStarsAreAtTheListingsSellerAndToldToOthers() {
        CallContext seller = People.seller();
        Listing listing = catalog.publish(seller);
        SearchListingsRequest search = SearchListingsRequest.newBuilder()
                .setSellerId(seller.requireSubject())
                .build();
        assertThat(found(search).getItems(0).getSeller().hasRating()).isFalse();
        CallContext first = talker(listing);
        SellerReview five = write(first, listing, 5);
        SellerReview unused = review(listing, 4);
        SellerReview unusedToo = review(listing, 5);
        assertThat(rating(listing)).isEqualTo(rating(4.7, 3));
        assertThat(found(search).getItems(0).getSeller().getRating()).isEqualTo(rating(4.7, 3));

        SellerReview edited = update(
                first,
                UpdateReviewRequest.newBuilder()
                        .setReviewId(five.getId())
                        .setStars(1)
                        .build());
        assertThat(edited.getText()).isEqualTo("As described.");
        assertThat(edited.hasEditedAt()).isTrue();
        assertThat(found(search).getItems(0).getSeller().getRating()).isEqualTo(rating(3.3, 3));
        delete(first, five);
        assertThat(rating(listing)).isEqualTo(rating(4.5, 2));
        assertThat(told(seller.requireSubject()))
                .extracting(SellerRated::getRating)
                .containsExactly(rating(5, 1), rating(4.5, 2), rating(4.7, 3), rating(3.3, 3), rating(4.5, 2));
        assertRefused(() -> get(five.getId()), "review.not_found");
        assertRefused(() -> write(first, listing, 5), "review.already_written");
        assertThat(mine(first)).isEmpty();
    }

    private ListListingsReply found(SearchListingsRequest request) {
        return catalog.call(People.anybody(), Search.class, search -> search.searchListings(request));
    }

    @Test
    void reviewsAreChangedByTheirAuthorsForAWeek() {
        Listing listing = catalog.publish(People.seller());
        CallContext author = talker(listing);
        SellerReview written = write(author, listing, 2);
        UpdateReviewRequest change = UpdateReviewRequest.newBuilder()
                .setReviewId(written.getId())
                .setText("Better than I said.")
                .setExpectedVersion(written.getVersion())
                .build();
        assertRefused(() -> update(People.buyer(), change), "review.not_found");
        assertThat(update(author, change).getText()).isEqualTo("Better than I said.");
        assertRefused(() -> update(author, change), "review.version_mismatch");
        catalog.sql(
                "UPDATE seller_review SET created_at = now() - interval '7 days' WHERE review_id = $1",
                UUID.fromString(written.getId()));
        UpdateReviewRequest late = change.toBuilder().clearExpectedVersion().build();
        assertRefused(() -> update(author, late), "review.edit_window_over");
    }

    @Test
    void pagesHaveEachOnceLastWrittenFirst() {
        CallContext seller = People.seller();
        List<SellerReview> written = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            written.add(0, review(catalog.publish(seller), 1 + i));
        }
        List<SellerReview> seen = new ArrayList<>();
        String cursor = "";
        do {
            ListReviewsReply page = list(seller.requireSubject(), 2, cursor);
            seen.addAll(page.getItemsList());
            cursor = page.getNextCursor();
        } while (!cursor.isEmpty());
        assertThat(seen).isEqualTo(written);
        String others = list(seller.requireSubject(), 2, "").getNextCursor();
        assertRefused(() -> list(UUID.randomUUID().toString(), 2, others), "request.cursor_invalid");
    }

    @Test
    void whatModerationRemovesIsGoneAndComesBackWhenOverturned() {
        Listing listing = catalog.publish(People.seller());
        CallContext author = talker(listing);
        SellerReview written = write(author, listing, 1);
        ContentRemoved removed = ContentRemoved.newBuilder()
                .setTargetType(TargetType.TARGET_TYPE_REVIEW)
                .setTargetId(written.getId())
                .setReason("Insults")
                .setDecisionId(UUID.randomUUID().toString())
                .build();
        catalog.deliver(removed);
        assertThat(TestSystem.await(
                        catalog.db().query("SELECT type FROM outbox WHERE aggregate_id = $1", removed.getDecisionId())))
                .extracting(row -> row.getString(0))
                .containsExactly("beachdo.catalog.v1.DecisionCarriedOut");
        catalog.deliver(removed);
        assertRefused(() -> get(written.getId()), "review.not_found");
        assertThat(rating(listing)).isEqualTo(Rating.getDefaultInstance());
        assertThat(mine(author)).singleElement().satisfies(review -> assertThat(review.getRemoved())
                .isTrue());
        catalog.deliver(DecisionOverturned.newBuilder()
                .setTargetType(TargetType.TARGET_TYPE_REVIEW)
                .setTargetId(written.getId())
                .setAction(CaseAction.CASE_ACTION_REMOVE)
                .build());
        assertThat(get(written.getId()).getStars()).isEqualTo(1);
        assertThat(rating(listing)).isEqualTo(rating(1, 1));
    }

    @Test
    void theErasedLeaveStarsWithoutTextAndNameAndTakeTheirOwnReviewsWithThem() {
        CallContext seller = People.seller();
        Listing listing = catalog.publish(seller);
        CallContext author = talker(listing);
        SellerReview written = write(author, listing, 2);
        catalog.deliver(
                AccountErased.newBuilder().setUserId(author.requireSubject()).build());
        SellerReview left = get(written.getId());
        assertThat(left.hasAuthor()).isFalse();
        assertThat(left.getText()).isEmpty();
        assertThat(left.getStars()).isEqualTo(2);
        catalog.deliver(
                AccountErased.newBuilder().setUserId(seller.requireSubject()).build());
        assertRefused(() -> get(written.getId()), "review.not_found");
        assertThat(list(seller.requireSubject(), 10, "").getItemsList()).isEmpty();
    }

    @Test
    void aSellerIsToldOfAReviewOnce() throws InvalidProtocolBufferException {
        CallContext seller = People.seller();
        Listing listing = catalog.publish(seller);
        CallContext author = talker(listing);
        SellerReview review = write(author, listing, 4);
        SellerReview unused = update(
                author,
                UpdateReviewRequest.newBuilder()
                        .setReviewId(review.getId())
                        .setStars(5)
                        .build());
        RowSet<Row> told = TestSystem.await(catalog.db()
                .query(
                        "SELECT payload FROM outbox WHERE aggregate_id = $1 AND type LIKE '%NoticeDue'",
                        review.getId()));
        assertThat(told).hasSize(1);
        NoticeDue notice =
                NoticeDue.parseFrom(told.iterator().next().getBuffer(0).getBytes());
        assertThat(notice.getKind()).isEqualTo(NoticeKind.NOTICE_KIND_REVIEW_RECEIVED);
        assertThat(notice.getUserId()).isEqualTo(seller.requireSubject());
        assertThat(notice.getTitle()).isEqualTo(listing.getTitle());
        assertThat(notice.getListings(0).getListingId()).isEqualTo(listing.getId());
        assertThat(notice.getMail()).isFalse();
    }
}
