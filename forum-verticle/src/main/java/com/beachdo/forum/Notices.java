package com.beachdo.forum;

import com.beachdo.catalog.v1.ListingChanged;
import com.beachdo.forum.NotificationStore.Noticed;
import com.beachdo.forum.v1.CommentAdded;
import com.beachdo.forum.v1.Notification;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.live.LiveEvents;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Whom to notify of what happened: written with the event that tells it, so once; then told to open sockets. */
final class Notices {
    /** What a seller is told of what staff did with a listing; what they did themselves they know. */
    private static final Map<String, String> OF_LISTINGS = Map.of(
            "APPROVE", "LISTING_APPROVED",
            "REJECT", "LISTING_REJECTED",
            "REQUEST_CHANGES", "LISTING_CHANGES_REQUESTED",
            "REMOVE", "LISTING_REMOVED",
            "TAKE_DOWN", "LISTING_REMOVED",
            "RESTORE", "LISTING_RESTORED");

    private final NotificationStore store;
    private final LiveEvents live;

    Notices(NotificationStore store, LiveEvents live) {
        this.store = store;
        this.live = live;
    }

    /** Who is told of an answer to a comment of theirs is not told of a comment on the thread, too. */
    Future<Void> commented(Tx tx, CommentAdded event) {
        UUID author = UUID.fromString(event.getAuthorId());
        UUID thread = UUID.fromString(event.getThreadId());
        UUID comment = UUID.fromString(event.getCommentId());
        Future<List<Noticed>> answered = event.getParentId().isEmpty()
                ? Future.succeededFuture(List.of())
                : store.answered(tx, UUID.fromString(event.getParentId()), comment, author);
        return answered.compose(answers -> {
            List<UUID> know = new ArrayList<>(List.of(author));
            answers.forEach(answer -> know.add(UUID.fromString(answer.userId())));
            return store.commented(tx, thread, comment, know).map(comments -> tell(tx, answers, comments));
        });
    }

    Future<Void> listingChanged(Tx tx, ListingChanged event) {
        String kind = OF_LISTINGS.get(event.getTransition());
        return kind == null
                ? Future.succeededFuture()
                : store.ofListing(
                                tx,
                                UUID.fromString(event.getSellerId()),
                                kind,
                                UUID.fromString(event.getListingId()),
                                event.getTitle(),
                                kind.equals("LISTING_APPROVED") ? "" : event.getNote())
                        .map(noticed -> tell(tx, noticed, List.of()));
    }

    Future<Void> threadRemoved(Tx tx, UUID thread, String reason) {
        return store.threadRemoved(tx, thread, reason).map(noticed -> tell(tx, noticed, List.of()));
    }

    Future<Void> commentRemoved(Tx tx, UUID comment, String reason) {
        return store.commentRemoved(tx, comment, reason).map(noticed -> tell(tx, noticed, List.of()));
    }

    @SuppressWarnings("NullAway") // a Future of nothing
    private Void tell(Tx tx, List<Noticed> some, List<Noticed> others) {
        tx.afterCommit(() -> {
            some.forEach(this::tell);
            others.forEach(this::tell);
        });
        return null;
    }

    private void tell(Noticed noticed) {
        live.publish(
                noticed.userId(),
                new JsonObject().put("type", "notification").put("notification", json(noticed.notification())));
    }

    /** A notification as REST shows it. */
    private static JsonObject json(Notification notification) {
        JsonObject json = new JsonObject()
                .put("id", notification.getId())
                .put("kind", notification.getKind().name().substring("NOTIFICATION_KIND_".length()))
                .put("title", notification.getTitle())
                .put("note", notification.getNote())
                .put("count", notification.getCount())
                .put(
                        "at",
                        Instant.ofEpochSecond(
                                        notification.getAt().getSeconds(),
                                        notification.getAt().getNanos())
                                .toString())
                .put("read", notification.getRead());
        if (notification.hasThreadId()) {
            json.put("threadId", notification.getThreadId());
        }
        if (notification.hasCommentId()) {
            json.put("commentId", notification.getCommentId());
        }
        if (notification.hasListingId()) {
            json.put("listingId", notification.getListingId());
        }
        return json;
    }
}
