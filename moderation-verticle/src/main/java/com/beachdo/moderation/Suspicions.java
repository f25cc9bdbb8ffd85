package com.beachdo.moderation;

import com.beachdo.catalog.v1.KnownPictureLikeness;
import com.beachdo.catalog.v1.ListingSignal;
import com.beachdo.catalog.v1.ListingSignalKind;
import com.beachdo.catalog.v1.ListingSuspected;
import com.beachdo.chat.v1.MessageSuspected;
import com.beachdo.forum.v1.PostSuspected;
import com.beachdo.moderation.v1.ReportReason;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.grpc.common.GrpcStatus;
import java.util.Comparator;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What rules found, not people: reports whose reporter is nobody, marked as automatic. */
final class Suspicions {
    /** Nobody's id. */
    static final UUID AUTOMATIC = new UUID(0, 0);

    /** Where evidence has what rules found. */
    static final String SIGNALS = "signals";

    static final String PREFIX = "Automatic: ";

    private final Targets targets;
    private final ReportStore reports;

    Suspicions(Targets targets, ReportStore reports) {
        this.targets = targets;
        this.reports = reports;
    }

    /** Looked up as its reader sees it, with what was said around it; one that has gone needs no case. */
    Future<Void> messageSuspected(Tx tx, MessageSuspected event) {
        Complaint complaint = new Complaint(
                AUTOMATIC,
                TargetType.TARGET_TYPE_MESSAGE,
                Ids.parse("messageId", event.getMessageId()),
                ReportReason.REPORT_REASON_FRAUD,
                PREFIX + String.join(", ", event.getSignalsList()));
        return file(tx, complaint, Ids.parse("receiverId", event.getReceiverId()));
    }

    /** Held until the case is decided, or shown and looked at. */
    Future<Void> postSuspected(Tx tx, PostSuspected event) {
        boolean thread = event.getCommentId().isEmpty();
        Complaint complaint = new Complaint(
                AUTOMATIC,
                thread ? TargetType.TARGET_TYPE_THREAD : TargetType.TARGET_TYPE_COMMENT,
                thread ? Ids.parse("threadId", event.getThreadId()) : Ids.parse("commentId", event.getCommentId()),
                ReportReason.REPORT_REASON_SPAM,
                PREFIX + String.join(", ", event.getSignalsList()));
        return file(tx, complaint, AUTOMATIC);
    }

    private Future<Void> file(Tx tx, Complaint complaint, UUID reader) {
        return targets.find(complaint.targetType(), complaint.targetId(), reader)
                .compose(target -> reports.file(tx, complaint, target))
                .<Void>mapEmpty()
                .recover(failure -> failure instanceof RpcException rpc && rpc.status() == GrpcStatus.NOT_FOUND
                        ? Future.succeededFuture()
                        : Future.failedFuture(failure));
    }

    /** With what shows it in the evidence; what is found later of a listing whose case is open is added to that. */
    Future<Void> listingSuspected(Tx tx, ListingSuspected event) {
        JsonArray signals = new JsonArray();
        event.getSignalsList().forEach(signal -> signals.add(SignalEvidence.of(signal)));
        Complaint complaint = new Complaint(
                AUTOMATIC,
                TargetType.TARGET_TYPE_LISTING,
                Ids.parse("listingId", event.getListingId()),
                reason(event),
                PREFIX
                        + event.getSignalsList().stream()
                                .map(signal -> SignalEvidence.name(signal.getKind()))
                                .distinct()
                                .collect(Collectors.joining(", ")));
        return targets.suspected(complaint.targetId(), signals)
                .compose(target -> target.isEmpty()
                        ? Future.succeededFuture()
                        : reports.file(tx, complaint, target.get())
                                .compose(filed -> SuspicionStore.add(tx, complaint, signals)));
    }

    /** What staff knows of the picture, of several the gravest; else what the rules mean. */
    private static ReportReason reason(ListingSuspected event) {
        return event.getSignalsList().stream()
                .flatMap(signal -> signal.getKnownPicturesList().stream())
                .map(KnownPictureLikeness::getGround)
                .max(Comparator.comparingInt(Severity::of))
                .orElseGet(() -> ofRules(event));
    }

    /** The gravest: who names other ways to pay or talk means to go past what protects buyers. */
    private static ReportReason ofRules(ListingSuspected event) {
        Set<ListingSignalKind> kinds =
                event.getSignalsList().stream().map(ListingSignal::getKind).collect(Collectors.toSet());
        if (kinds.contains(ListingSignalKind.LISTING_SIGNAL_KIND_CONTACT_DATA)) {
            return ReportReason.REPORT_REASON_SPAM;
        }
        return kinds.contains(ListingSignalKind.LISTING_SIGNAL_KIND_UNUSUAL_PRICE)
                ? ReportReason.REPORT_REASON_OTHER
                : ReportReason.REPORT_REASON_DUPLICATE;
    }
}
