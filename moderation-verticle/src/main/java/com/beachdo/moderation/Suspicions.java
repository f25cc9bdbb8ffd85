package com.beachdo.moderation;

import com.beachdo.chat.v1.MessageSuspected;
import com.beachdo.forum.v1.PostSuspected;
import com.beachdo.moderation.v1.ReportReason;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.util.UUID;

/** What rules found, not people: reports whose reporter is nobody, marked as automatic. */
final class Suspicions {
    /** Nobody's id. */
    static final UUID AUTOMATIC = new UUID(0, 0);

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
                "Automatic: " + String.join(", ", event.getSignalsList()));
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
                "Automatic: " + String.join(", ", event.getSignalsList()));
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
}
