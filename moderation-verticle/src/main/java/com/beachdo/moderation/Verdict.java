package com.beachdo.moderation;

import com.beachdo.moderation.v1.AccountRestricted;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.ContentRemoved;
import com.beachdo.moderation.v1.DecideCaseRequest;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a member of staff decides about a case. */
record Verdict(UUID id, UUID decidedBy, CaseAction action, String reason, @Nullable String note) {
    static Verdict of(DecideCaseRequest request, UUID staff) {
        return new Verdict(
                Ids.next(),
                staff,
                Names.required("action", request.getAction()),
                Text.of("reason", request.getReason(), 3, 500),
                request.getNote().isBlank() ? null : Text.of("note", request.getNote(), 1, 2_000));
    }

    void requireSuitableFor(LockedCase subject) {
        if (action == CaseAction.CASE_ACTION_REMOVE && subject.targetType() == TargetType.TARGET_TYPE_USER) {
            throw RpcException.invalid(
                    "case.action_unsuitable", "/action", "must be another: a user cannot be removed, but banned");
        }
    }

    /** Tells the domains in which something follows. */
    Future<Void> emit(Tx tx, LockedCase subject) {
        return switch (action) {
            case CASE_ACTION_REMOVE ->
                tx.emit(
                        subject.targetId().toString(),
                        ContentRemoved.newBuilder()
                                .setTargetType(subject.targetType())
                                .setTargetId(subject.targetId().toString())
                                .setReason(reason)
                                .setDecisionId(id.toString())
                                .build());
            case CASE_ACTION_SUSPEND, CASE_ACTION_BAN ->
                tx.emit(
                        subject.targetOwnerId().toString(),
                        AccountRestricted.newBuilder()
                                .setUserId(subject.targetOwnerId().toString())
                                .setBanned(action == CaseAction.CASE_ACTION_BAN)
                                .setReason(reason)
                                .setDecisionId(id.toString())
                                .build());
            case CASE_ACTION_DISMISS, CASE_ACTION_WARN, CASE_ACTION_UNSPECIFIED, UNRECOGNIZED ->
                Future.succeededFuture();
        };
    }
}
