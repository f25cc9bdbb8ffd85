package com.beachdo.catalog.reviews;

import com.beachdo.catalog.PlainText;
import com.beachdo.catalog.reviews.SellerReviewStore.Deal;
import com.beachdo.catalog.v1.CreateReviewRequest;
import com.beachdo.catalog.v1.DeleteReviewRequest;
import com.beachdo.catalog.v1.GetReviewRequest;
import com.beachdo.catalog.v1.ListMyReviewsRequest;
import com.beachdo.catalog.v1.ListReviewsReply;
import com.beachdo.catalog.v1.ListReviewsRequest;
import com.beachdo.catalog.v1.LookUpReviewRequest;
import com.beachdo.catalog.v1.ReplyToReviewRequest;
import com.beachdo.catalog.v1.ReviewBasis;
import com.beachdo.catalog.v1.SellerReview;
import com.beachdo.catalog.v1.SellerReviews;
import com.beachdo.catalog.v1.UpdateReviewRequest;
import com.beachdo.chat.v1.LookUpConversationRequest;
import com.beachdo.chat.v1.Rooms;
import com.beachdo.common.v1.Empty;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Page;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The contract of reviews of sellers. */
public final class SellerReviewsRpc implements SellerReviews {
    private static final UUID LAST = new UUID(-1, -1);

    private final Db db;
    private final SellerReviewStore store;
    private final Rooms rooms;
    private final Function<UUID, Future<Void>> requireCard;

    /** @param requireCard makes sure that the public profile of somebody is known here */
    public SellerReviewsRpc(Db db, SellerReviewStore store, Rooms rooms, Function<UUID, Future<Void>> requireCard) {
        this.db = db;
        this.store = store;
        this.rooms = rooms;
        this.requireCard = requireCard;
    }

    @Override
    public Future<SellerReview> createReview(CreateReviewRequest request) {
        UUID author = caller();
        UUID listing = Ids.parse("listingId", request.getListingId());
        int stars = stars(request.getStars());
        String text = text(request.getText());
        return store.deal(listing, author)
                .compose(deal -> basis(listing, author, deal).compose(basis -> requireCard
                        .apply(author)
                        .compose(ignored -> db.once(
                                request,
                                SellerReview.getDefaultInstance(),
                                tx -> store.create(
                                        tx, Ids.next(), listing, deal.seller(), author, stars, text, basis)))));
    }

    /** What really happened between the two. */
    private Future<ReviewBasis> basis(UUID listing, UUID author, Deal deal) {
        if (deal.seller().equals(author)) {
            throw RpcException.conflict("review.own_listing", "The listing is your own.");
        }
        if (deal.agreed()) {
            return Future.succeededFuture(ReviewBasis.REVIEW_BASIS_AGREED_OFFER);
        }
        return rooms.lookUpConversation(LookUpConversationRequest.newBuilder()
                        .setListingId(listing.toString())
                        .setBuyerId(author.toString())
                        .build())
                .map(conversation -> {
                    if (!conversation.getBothWrote()) {
                        throw RpcException.conflict(
                                "review.no_deal",
                                "Whoever agreed on a price with the seller or talked with them about it can review them.");
                    }
                    return ReviewBasis.REVIEW_BASIS_CONVERSATION;
                });
    }

    private static int stars(int stars) {
        if (stars < 1 || stars > 5) {
            throw RpcException.invalid("request.invalid", "/stars", "must be from 1 to 5");
        }
        return stars;
    }

    private static String text(String given) {
        String text = PlainText.clean(given);
        String problem = PlainText.linesProblem(text, 3, 2000);
        if (problem != null) {
            throw RpcException.invalid("request.invalid", "/text", problem);
        }
        return text;
    }

    @Override
    public Future<SellerReview> getReview(GetReviewRequest request) {
        return store.get(Ids.parse("reviewId", request.getReviewId()));
    }

    @Override
    public Future<SellerReview> lookUpReview(LookUpReviewRequest request) {
        return store.get(Ids.parse("reviewId", request.getReviewId()));
    }

    @Override
    public Future<SellerReview> updateReview(UpdateReviewRequest request) {
        UUID id = Ids.parse("reviewId", request.getReviewId());
        UUID author = caller();
        @Nullable Integer stars = request.hasStars() ? stars(request.getStars()) : null;
        @Nullable String text = request.hasText() ? text(request.getText()) : null;
        return db.transaction(tx -> store.lockOfAuthor(tx, id, author).compose(locked -> {
            if (request.hasExpectedVersion() && request.getExpectedVersion() != locked.version()) {
                throw new RpcException(
                        GrpcStatus.ABORTED, "review.version_mismatch", "The review was changed in the meantime.");
            }
            if (!locked.editable()) {
                throw RpcException.conflict("review.edit_window_over", "A review can be changed for seven days.");
            }
            return store.update(
                    tx, locked, stars == null ? locked.stars() : stars, text == null ? locked.text() : text);
        }));
    }

    @Override
    public Future<Empty> deleteReview(DeleteReviewRequest request) {
        UUID id = Ids.parse("reviewId", request.getReviewId());
        UUID author = caller();
        return db.transaction(tx -> store.lockOfAuthor(tx, id, author)
                .compose(locked -> store.delete(tx, locked))
                .map(Empty.getDefaultInstance()));
    }

    @Override
    public Future<SellerReview> replyToReview(ReplyToReviewRequest request) {
        UUID id = Ids.parse("reviewId", request.getReviewId());
        UUID seller = caller();
        String text = text(request.getText());
        return db.once(request, SellerReview.getDefaultInstance(), tx -> store.lockOfSeller(tx, id, seller)
                .compose(locked -> {
                    if (locked.answered()) {
                        throw RpcException.conflict("review.already_answered", "There is an answer of yours already.");
                    }
                    return store.reply(tx, id, text);
                }));
    }

    @Override
    public Future<ListReviewsReply> listReviews(ListReviewsRequest request) {
        UUID seller = Ids.parse("userId", request.getUserId());
        String list = "reviews of " + seller;
        int size = Page.size(request.getLimit());
        return store.ofSeller(seller, after(list, request.getCursor()), size, id -> cursor(list, id))
                .map(SellerReviewsRpc::reply);
    }

    @Override
    public Future<ListReviewsReply> listMyReviews(ListMyReviewsRequest request) {
        UUID author = caller();
        String list = "reviews by " + author;
        int size = Page.size(request.getLimit());
        return store.ofAuthor(author, after(list, request.getCursor()), size, id -> cursor(list, id))
                .map(SellerReviewsRpc::reply);
    }

    private UUID after(String list, String cursor) {
        List<String> after = db.cursor().decode(list, cursor, 1);
        return after == null ? LAST : UUID.fromString(after.get(0));
    }

    private String cursor(String list, UUID last) {
        return db.cursor().encode(list, List.of(last.toString()));
    }

    private static ListReviewsReply reply(Page<SellerReview> page) {
        ListReviewsReply.Builder reply = ListReviewsReply.newBuilder().addAllItems(page.items());
        String next = page.next();
        return next == null ? reply.build() : reply.setNextCursor(next).build();
    }

    private static UUID caller() {
        return UUID.fromString(CallContext.current().requireSubject());
    }
}
