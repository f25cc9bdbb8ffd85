package com.beachdo.moderation;

import com.beachdo.catalog.v1.CountForReviewReply;
import com.beachdo.catalog.v1.CountForReviewRequest;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingReview;
import com.beachdo.catalog.v1.ListingReviewService;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.ListingsService;
import com.beachdo.catalog.v1.LookUpListingRequest;
import com.beachdo.catalog.v1.LookUpReviewRequest;
import com.beachdo.catalog.v1.SellerReview;
import com.beachdo.catalog.v1.SellerReviews;
import com.beachdo.catalog.v1.SellerReviewsService;
import com.beachdo.chat.v1.LookUpMessageReply;
import com.beachdo.chat.v1.LookUpMessageRequest;
import com.beachdo.chat.v1.Message;
import com.beachdo.chat.v1.Messages;
import com.beachdo.chat.v1.MessagesService;
import com.beachdo.forum.v1.Comment;
import com.beachdo.forum.v1.Comments;
import com.beachdo.forum.v1.CommentsService;
import com.beachdo.forum.v1.GetThreadRequest;
import com.beachdo.forum.v1.LookUpCommentRequest;
import com.beachdo.forum.v1.Thread;
import com.beachdo.forum.v1.Threads;
import com.beachdo.forum.v1.ThreadsService;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.AccountsService;
import com.beachdo.identity.v1.CheckStepUpReply;
import com.beachdo.identity.v1.CheckStepUpRequest;
import com.beachdo.identity.v1.Factors;
import com.beachdo.identity.v1.FactorsService;
import com.beachdo.identity.v1.GetAccountRequest;
import com.beachdo.identity.v1.GetUserRequest;
import com.beachdo.identity.v1.PublicUser;
import com.beachdo.identity.v1.Role;
import com.beachdo.identity.v1.User;
import com.beachdo.identity.v1.Users;
import com.beachdo.identity.v1.UsersService;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.TestSystem;
import com.google.protobuf.Timestamp;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The domains that have what people report, stood in for. */
final class OtherDomains {
    static final Timestamp LONG_AGO =
            Timestamp.newBuilder().setSeconds(1_700_000_000).build();

    final Map<String, Listing> listings = new ConcurrentHashMap<>();
    final Map<String, PublicUser> users = new ConcurrentHashMap<>();
    final Map<String, Message> messages = new ConcurrentHashMap<>();
    final Map<String, Thread> threads = new ConcurrentHashMap<>();
    final Map<String, Comment> comments = new ConcurrentHashMap<>();
    final Map<String, SellerReview> reviews = new ConcurrentHashMap<>();
    /** Who is no member of any chat. */
    final Set<String> outsiders = ConcurrentHashMap.newKeySet();

    /** Sessions that showed a second factor. */
    final Set<String> steppedUp = ConcurrentHashMap.newKeySet();

    /** What accounts may do besides buying. */
    final Map<String, Role> roles = new ConcurrentHashMap<>();

    /** Listings that wait for review, by since when. */
    volatile CountForReviewReply waiting = CountForReviewReply.getDefaultInstance();

    volatile boolean down;

    void serve(TestSystem system) {
        system.fake(Listings.class, new FakeListings());
        system.fake(Accounts.class, new FakeAccounts());
        system.fake(Factors.class, new FakeFactors());
        system.fake(Users.class, new FakeUsers());
        system.fake(ListingReview.class, new FakeReview());
        system.fake(Messages.class, new FakeMessages());
        system.fake(Threads.class, new FakeThreads());
        system.fake(Comments.class, new FakeComments());
        system.fake(SellerReviews.class, new FakeReviews());
    }

    /** A new one, which says this. */
    Content add(TargetType type, String ownerId, String text) {
        String id = type == TargetType.TARGET_TYPE_USER ? ownerId : Ids.next().toString();
        Content content = new Content(type, id, ownerId);
        write(content, text);
        return content;
    }

    /** From now on it says this. */
    void write(Content content, String text) {
        String id = content.id();
        switch (content.type()) {
            case TARGET_TYPE_LISTING -> listings.put(id, listing(content, text));
            case TARGET_TYPE_USER ->
                users.put(
                        id,
                        PublicUser.newBuilder()
                                .setId(id)
                                .setName(text)
                                .setSince(LONG_AGO)
                                .setVerified(true)
                                .build());
            case TARGET_TYPE_MESSAGE -> messages.put(id, message(content, text));
            case TARGET_TYPE_THREAD -> threads.put(id, thread(content, text));
            case TARGET_TYPE_COMMENT -> comments.put(id, comment(content, text));
            case TARGET_TYPE_REVIEW -> reviews.put(id, review(content, text));
            case TARGET_TYPE_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalArgumentException();
        }
    }

    void remove(Content content) {
        listings.remove(content.id());
        users.remove(content.id());
        messages.remove(content.id());
        threads.remove(content.id());
        comments.remove(content.id());
        reviews.remove(content.id());
    }

    private static Listing listing(Content content, String text) {
        Listing.Builder listing = Listing.newBuilder()
                .setId(content.id())
                .setStatus(ListingStatus.LISTING_STATUS_ACTIVE)
                .setTitle("For sale")
                .setDescription(text)
                .setCategoryId("bikes")
                .setPublishedAt(LONG_AGO)
                .setVersion(3);
        listing.getPriceBuilder().setAmount(150_000).setCurrency("INR");
        listing.getLocationBuilder().setCity("Pune");
        listing.getSellerBuilder().setId(content.ownerId()).setName("Asha");
        listing.addImagesBuilder().setId("ready").getVariantsBuilder().setLarge("https://pictures.example/1.jpg");
        listing.addImagesBuilder().setId("pending");
        return listing.build();
    }

    private static Message message(Content content, String text) {
        return Message.newBuilder()
                .setId(content.id())
                .setChatId("c0ffee00-0000-7000-8000-000000000000")
                .setSeq(7)
                .setSenderId(content.ownerId())
                .setText(text)
                .setCreatedAt(LONG_AGO)
                .build();
    }

    private static Thread thread(Content content, String text) {
        Thread.Builder thread = Thread.newBuilder()
                .setId(content.id())
                .setTitle("A question")
                .setBody(text)
                .setCreatedAt(LONG_AGO)
                .setVersion(2);
        thread.getAuthorBuilder().setId(content.ownerId()).setName("Asha");
        return thread.build();
    }

    private static Comment comment(Content content, String text) {
        Comment.Builder comment = Comment.newBuilder()
                .setId(content.id())
                .setThreadId("c0ffee00-0000-7000-8000-000000000001")
                .setBody(text)
                .setCreatedAt(LONG_AGO)
                .setVersion(2);
        comment.getAuthorBuilder().setId(content.ownerId()).setName("Asha");
        return comment.build();
    }

    private static SellerReview review(Content content, String text) {
        SellerReview.Builder review = SellerReview.newBuilder()
                .setId(content.id())
                .setListingId("c0ffee00-0000-7000-8000-000000000002")
                .setSellerId("c0ffee00-0000-7000-8000-000000000003")
                .setStars(1)
                .setText(text)
                .setCreatedAt(LONG_AGO)
                .setVersion(2);
        review.getAuthorBuilder().setId(content.ownerId()).setName("Asha");
        return review.build();
    }

    private <T> Future<T> found(@Nullable T content) {
        if (down) {
            return Future.failedFuture(RpcException.unavailable("service.unavailable", "Not now."));
        }
        return content == null
                ? Future.failedFuture(RpcException.notFound("it.not_found", "Not here."))
                : Future.succeededFuture(content);
    }

    private final class FakeListings extends ListingsService {
        @Override
        public Future<Listing> lookUpListing(LookUpListingRequest request) {
            return found(listings.get(request.getListingId()));
        }
    }

    private final class FakeAccounts extends AccountsService {
        @Override
        public Future<PublicUser> getUser(GetUserRequest request) {
            return found(users.get(request.getUserId()));
        }
    }

    private final class FakeUsers extends UsersService {
        @Override
        public Future<User> getAccount(GetAccountRequest request) {
            User.Builder user = User.newBuilder().setId(request.getUserId()).addRoles(Role.ROLE_BUYER);
            Role more = roles.get(request.getUserId());
            return found((more == null ? user : user.addRoles(more)).build());
        }
    }

    private final class FakeReview extends ListingReviewService {
        @Override
        public Future<CountForReviewReply> countForReview(CountForReviewRequest request) {
            return found(waiting);
        }
    }

    private final class FakeFactors extends FactorsService {
        @Override
        public Future<CheckStepUpReply> checkStepUp(CheckStepUpRequest request) {
            return Future.succeededFuture(CheckStepUpReply.newBuilder()
                    .setSteppedUp(steppedUp.contains(request.getSessionId()))
                    .build());
        }
    }

    private final class FakeMessages extends MessagesService {
        @Override
        public Future<LookUpMessageReply> lookUpMessage(LookUpMessageRequest request) {
            Message message = messages.get(request.getMessageId());
            return found(
                    message == null || outsiders.contains(request.getMemberId())
                            ? null
                            : LookUpMessageReply.newBuilder()
                                    .setMessage(message)
                                    .addContext(message.toBuilder().setSeq(6).setText("Before it"))
                                    .build());
        }
    }

    private final class FakeThreads extends ThreadsService {
        @Override
        public Future<Thread> getThread(GetThreadRequest request) {
            return found(threads.get(request.getThreadId()));
        }
    }

    private final class FakeComments extends CommentsService {
        @Override
        public Future<Comment> lookUpComment(LookUpCommentRequest request) {
            return found(comments.get(request.getCommentId()));
        }
    }

    private final class FakeReviews extends SellerReviewsService {
        @Override
        public Future<SellerReview> lookUpReview(LookUpReviewRequest request) {
            return found(reviews.get(request.getReviewId()));
        }
    }
}
