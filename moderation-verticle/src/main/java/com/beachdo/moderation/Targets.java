package com.beachdo.moderation;

import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.LookUpListingRequest;
import com.beachdo.catalog.v1.LookUpReviewRequest;
import com.beachdo.catalog.v1.SellerReview;
import com.beachdo.catalog.v1.SellerReviews;
import com.beachdo.chat.v1.LookUpMessageReply;
import com.beachdo.chat.v1.LookUpMessageRequest;
import com.beachdo.chat.v1.Message;
import com.beachdo.chat.v1.Messages;
import com.beachdo.forum.v1.Comment;
import com.beachdo.forum.v1.Comments;
import com.beachdo.forum.v1.GetThreadRequest;
import com.beachdo.forum.v1.LookUpCommentRequest;
import com.beachdo.forum.v1.PendingEdit;
import com.beachdo.forum.v1.Thread;
import com.beachdo.forum.v1.Threads;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.GetUserRequest;
import com.beachdo.identity.v1.PublicUser;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.rpc.RpcException;
import com.google.protobuf.Timestamp;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Finds what reports are about in the domains that have it. */
final class Targets {
    private static final Set<ListingStatus> SETTLED = Set.of(
            ListingStatus.LISTING_STATUS_DRAFT,
            ListingStatus.LISTING_STATUS_REJECTED,
            ListingStatus.LISTING_STATUS_REMOVED);

    private final Listings listings;
    private final Accounts accounts;
    private final Messages messages;
    private final Threads threads;
    private final Comments comments;
    private final SellerReviews reviews;

    Targets(
            Listings listings,
            Accounts accounts,
            Messages messages,
            Threads threads,
            Comments comments,
            SellerReviews reviews) {
        this.listings = listings;
        this.accounts = accounts;
        this.messages = messages;
        this.threads = threads;
        this.comments = comments;
        this.reviews = reviews;
    }

    /** Fails with report.target_not_found also for what the reporter may not know of. */
    Future<Target> find(TargetType type, UUID id, UUID reporter) {
        Future<Target> found =
                switch (type) {
                    case TARGET_TYPE_LISTING -> listing(id);
                    case TARGET_TYPE_USER -> user(id);
                    case TARGET_TYPE_MESSAGE -> message(id, reporter);
                    case TARGET_TYPE_THREAD -> thread(id);
                    case TARGET_TYPE_COMMENT -> comment(id);
                    case TARGET_TYPE_REVIEW -> review(id);
                    case TARGET_TYPE_UNSPECIFIED, UNRECOGNIZED -> Future.failedFuture(notFound());
                };
        return found.recover(failure -> Future.failedFuture(
                failure instanceof RpcException rpc && rpc.status() == GrpcStatus.NOT_FOUND ? notFound() : failure));
    }

    /** A listing that rules found something about, also before anybody saw it; empty when there is nothing to decide of it. */
    Future<Optional<Target>> suspected(UUID listing, JsonArray signals) {
        return listings.lookUpListing(LookUpListingRequest.newBuilder()
                        .setListingId(listing.toString())
                        .build())
                .map(found -> Optional.of(found)
                        .filter(one -> !SETTLED.contains(one.getStatus()))
                        .map(one -> target(
                                TargetType.TARGET_TYPE_LISTING,
                                listing,
                                one.getSeller().getId(),
                                evidence(one).put(Suspicions.SIGNALS, signals))))
                .recover(failure -> failure instanceof RpcException rpc && rpc.status() == GrpcStatus.NOT_FOUND
                        ? Future.succeededFuture(Optional.empty())
                        : Future.failedFuture(failure));
    }

    private static RpcException notFound() {
        return RpcException.notFound("report.target_not_found", "There is nothing of this kind with this id.");
    }

    private Future<Target> listing(UUID id) {
        return listings.lookUpListing(LookUpListingRequest.newBuilder()
                        .setListingId(id.toString())
                        .build())
                .map(listing -> {
                    if (!wasShown(listing)) {
                        throw notFound();
                    }
                    return target(
                            TargetType.TARGET_TYPE_LISTING,
                            id,
                            listing.getSeller().getId(),
                            evidence(listing));
                });
    }

    /** Drafts are nobody else's to know; what staff removed is dealt with. */
    private static boolean wasShown(Listing listing) {
        return listing.getStatus() == ListingStatus.LISTING_STATUS_ACTIVE
                || (listing.hasPublishedAt() && listing.getStatus() != ListingStatus.LISTING_STATUS_REMOVED);
    }

    private static JsonObject evidence(Listing listing) {
        JsonArray pictures = new JsonArray();
        listing.getImagesList().forEach(image -> {
            if (image.hasVariants()) {
                pictures.add(image.getVariants().getLarge());
            }
        });
        return new JsonObject()
                .put("title", listing.getTitle())
                .put("description", listing.getDescription())
                .put("priceAmount", listing.getPrice().getAmount())
                .put("priceCurrency", listing.getPrice().getCurrency())
                .put("category", listing.getCategoryId())
                .put("city", listing.getLocation().getCity())
                .put("status", listing.getStatus().name().substring("LISTING_STATUS_".length()))
                .put("pictures", pictures)
                .put("seller", listing.getSeller().getName())
                .put("version", listing.getVersion());
    }

    private Future<Target> user(UUID id) {
        return accounts.getUser(
                        GetUserRequest.newBuilder().setUserId(id.toString()).build())
                .map(user -> target(TargetType.TARGET_TYPE_USER, id, user.getId(), evidence(user)));
    }

    private static JsonObject evidence(PublicUser user) {
        return new JsonObject()
                .put("name", user.getName())
                .put("since", time(user.getSince()))
                .put("verified", user.getVerified());
    }

    private Future<Target> message(UUID id, UUID reporter) {
        return messages.lookUpMessage(LookUpMessageRequest.newBuilder()
                        .setMessageId(id.toString())
                        .setMemberId(reporter.toString())
                        .build())
                .map(reply -> target(
                        TargetType.TARGET_TYPE_MESSAGE, id, reply.getMessage().getSenderId(), evidence(reply)));
    }

    private static JsonObject evidence(LookUpMessageReply reply) {
        JsonArray context = new JsonArray();
        reply.getContextList().forEach(message -> context.add(evidence(message)));
        return evidence(reply.getMessage())
                .put("chat", reply.getMessage().getChatId())
                .put("context", context);
    }

    /** Of a picture only that there was one: its URLs end, and staff gets it from the message. */
    private static JsonObject evidence(Message message) {
        JsonObject evidence = new JsonObject()
                .put("seq", message.getSeq())
                .put("sender", message.getSenderId())
                .put("text", message.getText())
                .put("sentAt", time(message.getCreatedAt()));
        return message.hasImage() ? evidence.put("picture", message.getImage().getId()) : evidence;
    }

    private Future<Target> thread(UUID id) {
        return threads.getThread(
                        GetThreadRequest.newBuilder().setThreadId(id.toString()).build())
                .map(thread -> {
                    if (thread.hasDeletedAt()) {
                        throw notFound();
                    }
                    return target(
                            TargetType.TARGET_TYPE_THREAD,
                            id,
                            thread.getAuthor().getId(),
                            evidence(thread));
                });
    }

    private static JsonObject evidence(Thread thread) {
        JsonObject evidence = new JsonObject()
                .put("title", thread.getTitle())
                .put("body", thread.getBody())
                .put("author", thread.getAuthor().getName())
                .put("createdAt", time(thread.getCreatedAt()))
                .put("version", thread.getVersion());
        return thread.hasPendingEdit() ? evidence.put("pendingEdit", edit(thread.getPendingEdit())) : evidence;
    }

    /** What the case is about when the post itself is harmless. */
    private static JsonObject edit(PendingEdit edit) {
        JsonObject evidence = new JsonObject().put("id", edit.getId());
        if (edit.hasTitle()) {
            evidence.put("title", edit.getTitle());
        }
        return edit.hasBody() ? evidence.put("body", edit.getBody()) : evidence;
    }

    private Future<Target> comment(UUID id) {
        return comments.lookUpComment(LookUpCommentRequest.newBuilder()
                        .setCommentId(id.toString())
                        .build())
                .map(comment -> {
                    if (comment.hasDeletedAt()) {
                        throw notFound();
                    }
                    return target(
                            TargetType.TARGET_TYPE_COMMENT,
                            id,
                            comment.getAuthor().getId(),
                            evidence(comment));
                });
    }

    private static JsonObject evidence(Comment comment) {
        JsonObject evidence = new JsonObject()
                .put("thread", comment.getThreadId())
                .put("body", comment.getBody())
                .put("author", comment.getAuthor().getName())
                .put("createdAt", time(comment.getCreatedAt()))
                .put("version", comment.getVersion());
        return comment.hasPendingEdit() ? evidence.put("pendingEdit", edit(comment.getPendingEdit())) : evidence;
    }

    /** Without its author, whose account is gone, a review is nobody's. */
    private Future<Target> review(UUID id) {
        return reviews.lookUpReview(LookUpReviewRequest.newBuilder()
                        .setReviewId(id.toString())
                        .build())
                .map(review -> {
                    if (!review.hasAuthor()) {
                        throw notFound();
                    }
                    return target(
                            TargetType.TARGET_TYPE_REVIEW,
                            id,
                            review.getAuthor().getId(),
                            evidence(review));
                });
    }

    private static JsonObject evidence(SellerReview review) {
        return new JsonObject()
                .put("listing", review.getListingId())
                .put("seller", review.getSellerId())
                .put("stars", review.getStars())
                .put("text", review.getText())
                .put("author", review.getAuthor().getName())
                .put("reply", review.getReply().getText())
                .put("createdAt", time(review.getCreatedAt()))
                .put("version", review.getVersion());
    }

    private static Target target(TargetType type, UUID id, String owner, JsonObject content) {
        return new Target(type, id, UUID.fromString(owner), Evidence.of(content));
    }

    private static String time(Timestamp at) {
        return Instant.ofEpochSecond(at.getSeconds(), at.getNanos()).toString();
    }
}
