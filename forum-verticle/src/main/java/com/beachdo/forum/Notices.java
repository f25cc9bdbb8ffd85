package com.beachdo.forum;

import com.beachdo.catalog.v1.ListingChanged;
import com.beachdo.catalog.v1.NoticeDue;
import com.beachdo.chat.v1.UnreadMessagesDue;
import com.beachdo.forum.NotificationStore.Noticed;
import com.beachdo.forum.v1.CommentAdded;
import com.beachdo.forum.v1.MentionsAdded;
import com.beachdo.forum.v1.Notification;
import com.beachdo.identity.v1.AccountRestrictedByHand;
import com.beachdo.identity.v1.SuspensionOver;
import com.beachdo.identity.v1.UserStatus;
import com.beachdo.moderation.v1.AppealAnswered;
import com.beachdo.moderation.v1.AppealStatus;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.DecisionMade;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.live.LiveEvents;
import com.google.protobuf.Timestamp;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Whom to notify of what happened: written with the event that tells it, so once; then told to open sockets. */
final class Notices {
    /**
     * What a seller is told of what staff did with a listing; what they did themselves they know, and what was decided in
     * a case is told as a decision.
     */
    private static final Map<String, String> OF_LISTINGS = Map.of(
            "APPROVE", "LISTING_APPROVED",
            "REJECT", "LISTING_REJECTED",
            "REQUEST_CHANGES", "LISTING_CHANGES_REQUESTED",
            "REMOVE", "LISTING_REMOVED",
            "RESTORE", "LISTING_RESTORED");

    private final NotificationStore store;
    private final LiveEvents live;

    Notices(NotificationStore store, LiveEvents live) {
        this.store = store;
        this.live = live;
    }

    /** Who is told of an answer to theirs is not told of a mention, too, nor whoever is told of either of a comment. */
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
            List<UUID> mentions =
                    event.getMentionIdsList().stream().map(UUID::fromString).toList();
            return store.mentioned(tx, thread, comment, mentions, author, know).compose(mentioned -> {
                mentioned.forEach(one -> know.add(UUID.fromString(one.userId())));
                return store.commented(tx, thread, comment, author, know)
                        .map(comments -> tell(tx, joined(answers, mentioned), comments));
            });
        });
    }

    /** Of a new thread, and of a post that was changed; of a new comment its event tells. */
    Future<Void> mentioned(Tx tx, MentionsAdded event) {
        UUID author = UUID.fromString(event.getAuthorId());
        UUID thread = UUID.fromString(event.getThreadId());
        List<UUID> mentions =
                event.getMentionIdsList().stream().map(UUID::fromString).toList();
        Future<List<Noticed>> told = event.getCommentId().isEmpty()
                ? store.mentioned(tx, thread, mentions, author)
                : store.mentioned(tx, thread, UUID.fromString(event.getCommentId()), mentions, author, List.of(author));
        return told.map(noticed -> tell(tx, noticed, List.of()));
    }

    private static List<Noticed> joined(List<Noticed> some, List<Noticed> others) {
        List<Noticed> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
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

    Future<Void> due(Tx tx, NoticeDue event) {
        return store.ofCatalog(
                        tx,
                        UUID.fromString(event.getUserId()),
                        event.getKind().name().substring("NOTICE_KIND_".length()),
                        UUID.fromString(event.getMatterId()),
                        event.getTitle(),
                        event.getCount(),
                        UUID.fromString(event.getListings(0).getListingId()))
                .map(noticed -> tell(tx, noticed, List.of()));
    }

    Future<Void> messagesUnread(Tx tx, UnreadMessagesDue event) {
        return store.ofChat(tx, UUID.fromString(event.getUserId()), event.getTitle(), event.getCount())
                .map(noticed -> tell(tx, noticed, List.of()));
    }

    Future<Void> decided(Tx tx, DecisionMade event) {
        return TrustReckoning.struck(tx, event)
                .compose(
                        struck -> store.decided(tx, UUID.fromString(event.getUserId()), kind(event.getAction()), event))
                .map(noticed -> tell(tx, noticed, List.of()));
    }

    private static String kind(CaseAction action) {
        return switch (action) {
            case CASE_ACTION_WARN -> "WARNED";
            case CASE_ACTION_REMOVE -> "CONTENT_REMOVED";
            case CASE_ACTION_RESTRICT -> "RESTRICTED";
            case CASE_ACTION_SUSPEND -> "SUSPENDED";
            case CASE_ACTION_BAN -> "BANNED";
            case CASE_ACTION_DISMISS, CASE_ACTION_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException(action.name());
        };
    }

    Future<Void> appealAnswered(Tx tx, AppealAnswered event) {
        return store.byStaff(
                        tx,
                        UUID.fromString(event.getUserId()),
                        event.getOutcome() == AppealStatus.APPEAL_STATUS_OVERTURNED
                                ? "APPEAL_OVERTURNED"
                                : "APPEAL_UPHELD",
                        UUID.fromString(event.getDecisionId()),
                        event.getAnswer())
                .map(noticed -> tell(tx, noticed, List.of()));
    }

    /** What kept somebody out is told by the decision that it is. */
    Future<Void> restrictedByHand(Tx tx, AccountRestrictedByHand event) {
        return event.getStatus() == UserStatus.USER_STATUS_ACTIVE
                ? letIn(tx, event.getUserId(), event.getReason())
                : Future.succeededFuture();
    }

    Future<Void> suspensionOver(Tx tx, SuspensionOver event) {
        return letIn(tx, event.getUserId(), "");
    }

    private Future<Void> letIn(Tx tx, String userId, String why) {
        UUID user = UUID.fromString(userId);
        return store.byStaff(tx, user, "LET_IN", user, why).map(noticed -> tell(tx, noticed, List.of()));
    }

    @SuppressWarnings("NullAway") // a Future of nothing
    private Void tell(Tx tx, List<Noticed> some, List<Noticed> others) {
        tx.afterCommit(() -> {
            some.forEach(this::tell);
            others.forEach(this::tell);
        });
        return null;
    }

    /** In quiet hours it waits in the inbox. */
    private void tell(Noticed noticed) {
        if (noticed.quiet()) {
            return;
        }
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
                .put("at", text(notification.getAt()))
                .put("read", notification.getRead())
                .put("activities", new JsonArray(List.copyOf(notification.getActivitiesList())));
        if (notification.hasThreadId()) {
            json.put("threadId", notification.getThreadId());
        }
        if (notification.hasCommentId()) {
            json.put("commentId", notification.getCommentId());
        }
        if (notification.hasListingId()) {
            json.put("listingId", notification.getListingId());
        }
        if (notification.hasSearchId()) {
            json.put("searchId", notification.getSearchId());
        }
        if (notification.hasDecisionId()) {
            json.put("decisionId", notification.getDecisionId());
        }
        if (notification.hasAppealBy()) {
            json.put("ground", notification.getGround());
            json.put("appealBy", text(notification.getAppealBy()));
        }
        if (notification.hasUntil()) {
            json.put("until", text(notification.getUntil()));
        }
        return json;
    }

    private static String text(Timestamp at) {
        return Instant.ofEpochSecond(at.getSeconds(), at.getNanos()).toString();
    }
}
