package com.beachdo.moderation;

import com.beachdo.moderation.v1.AccountRestricted;
import com.beachdo.moderation.v1.Activity;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.ContentCleared;
import com.beachdo.moderation.v1.ContentRemoved;
import com.beachdo.moderation.v1.DecisionOverturned;
import com.beachdo.moderation.v1.RestrictionsChanged;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.UUID;

/**
 * What decisions bring about in other domains: told by events, done when those domains say so. Call it after the audit
 * was appended to: that lock keeps events about one user, which come from many cases, in order.
 */
final class Effects {
    private Effects() {}

    private static final String EXPECT =
            "INSERT INTO decision_effect (decision_id, domain) SELECT $1, unnest($2::text[])";

    static Future<Void> bringAbout(Tx tx, LockedCase subject, Verdict verdict) {
        return tx.query(
                        EXPECT,
                        verdict.id(),
                        domains(subject.targetType(), verdict).toArray(String[]::new))
                .compose(expected -> tell(tx, subject, verdict));
    }

    private static List<String> domains(TargetType target, Verdict verdict) {
        return switch (verdict.action()) {
            case CASE_ACTION_REMOVE -> List.of(domain(target));
            case CASE_ACTION_SUSPEND, CASE_ACTION_BAN -> List.of("identity", "catalog");
            case CASE_ACTION_RESTRICT ->
                verdict.activities().stream().map(Effects::domain).toList();
            case CASE_ACTION_DISMISS, CASE_ACTION_WARN, CASE_ACTION_UNSPECIFIED, UNRECOGNIZED -> List.of();
        };
    }

    private static String domain(TargetType target) {
        return switch (target) {
            case TARGET_TYPE_LISTING, TARGET_TYPE_REVIEW -> "catalog";
            case TARGET_TYPE_MESSAGE -> "chat";
            case TARGET_TYPE_THREAD, TARGET_TYPE_COMMENT -> "forum";
            case TARGET_TYPE_USER -> "identity";
            case TARGET_TYPE_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalArgumentException(target.name());
        };
    }

    private static String domain(Activity activity) {
        return switch (activity) {
            case ACTIVITY_CHAT, ACTIVITY_CHAT_UNSEEN -> "chat";
            case ACTIVITY_POST -> "forum";
            case ACTIVITY_LIST -> "catalog";
            case ACTIVITY_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalArgumentException(activity.name());
        };
    }

    private static Future<Void> tell(Tx tx, LockedCase subject, Verdict verdict) {
        return switch (verdict.action()) {
            case CASE_ACTION_REMOVE ->
                tx.emit(
                        subject.targetId().toString(),
                        ContentRemoved.newBuilder()
                                .setTargetType(subject.targetType())
                                .setTargetId(subject.targetId().toString())
                                .setReason(verdict.reason())
                                .setDecisionId(verdict.id().toString())
                                .build());
            case CASE_ACTION_SUSPEND, CASE_ACTION_BAN ->
                keepOut(tx, subject.targetOwnerId(), verdict.action(), verdict.reason(), verdict.id());
            case CASE_ACTION_RESTRICT -> restrictions(tx, subject.targetOwnerId(), verdict.id());
            case CASE_ACTION_DISMISS, CASE_ACTION_WARN -> clear(tx, subject);
            case CASE_ACTION_UNSPECIFIED, UNRECOGNIZED -> Future.succeededFuture();
        };
    }

    /** Posts in the forum may be held until staff looked at them. */
    private static Future<Void> clear(Tx tx, LockedCase subject) {
        return subject.targetType() == TargetType.TARGET_TYPE_THREAD
                        || subject.targetType() == TargetType.TARGET_TYPE_COMMENT
                ? tx.emit(
                        subject.targetId().toString(),
                        ContentCleared.newBuilder()
                                .setTargetType(subject.targetType())
                                .setTargetId(subject.targetId().toString())
                                .build())
                : Future.succeededFuture();
    }

    private static Future<Void> keepOut(Tx tx, UUID user, CaseAction action, String reason, UUID decision) {
        return tx.emit(
                user.toString(),
                AccountRestricted.newBuilder()
                        .setUserId(user.toString())
                        .setBanned(action == CaseAction.CASE_ACTION_BAN)
                        .setReason(reason)
                        .setDecisionId(decision.toString())
                        .build());
    }

    /** All that they are kept from now. */
    private static Future<Void> restrictions(Tx tx, UUID user, UUID decision) {
        return tx.query(StandingStore.RESTRICTIONS, user).compose(rows -> {
            RestrictionsChanged.Builder changed =
                    RestrictionsChanged.newBuilder().setUserId(user.toString()).setDecisionId(decision.toString());
            for (Row row : rows) {
                switch (Names.activity(row.getString("activity"))) {
                    case ACTIVITY_CHAT -> changed.setChatUntil(Rows.time(row, "until"));
                    case ACTIVITY_POST -> changed.setPostUntil(Rows.time(row, "until"));
                    case ACTIVITY_LIST -> changed.setListUntil(Rows.time(row, "until"));
                    case ACTIVITY_CHAT_UNSEEN -> changed.setChatUnseenUntil(Rows.time(row, "until"));
                    case ACTIVITY_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalStateException("no activity");
                }
            }
            return tx.emit(user.toString(), changed.build());
        });
    }

    /** What was overturned is undone; what else stands against the same account goes on. */
    static Future<Void> undo(Tx tx, LockedCase subject, DecisionStore.Overturned decision) {
        UUID owner = subject.targetOwnerId();
        return switch (decision.action()) {
            case CASE_ACTION_SUSPEND, CASE_ACTION_BAN ->
                overturned(tx, owner, subject, decision).compose(told -> keepOutStill(tx, owner));
            case CASE_ACTION_RESTRICT ->
                overturned(tx, owner, subject, decision).compose(told -> restrictions(tx, owner, decision.id()));
            case CASE_ACTION_REMOVE, CASE_ACTION_WARN, CASE_ACTION_DISMISS, CASE_ACTION_UNSPECIFIED, UNRECOGNIZED ->
                overturned(tx, subject.targetId(), subject, decision);
        };
    }

    private static Future<Void> overturned(
            Tx tx, UUID aggregate, LockedCase subject, DecisionStore.Overturned decision) {
        return tx.emit(
                aggregate.toString(),
                DecisionOverturned.newBuilder()
                        .setDecisionId(decision.id().toString())
                        .setAction(decision.action())
                        .setTargetType(subject.targetType())
                        .setTargetId(subject.targetId().toString())
                        .setOwnerId(subject.targetOwnerId().toString())
                        .build());
    }

    private static final String STANDS =
            """
            SELECT d.decision_id, d.action, d.reason FROM moderation_case c JOIN decision d USING (case_id)
            WHERE c.target_owner_id = $1 AND c.closed_at IS NOT NULL AND d.action IN ('SUSPEND', 'BAN')
                AND d.overturned_at IS NULL AND d.ended_at IS NULL AND (d.until IS NULL OR d.until > now())
            ORDER BY d.action, d.until DESC NULLS FIRST LIMIT 1
            """;

    /** Whether a suspension or ban lasts. */
    static Future<Boolean> isKeptOut(Tx tx, UUID user) {
        return tx.query(STANDS, user).map(rows -> rows.size() > 0);
    }

    private static Future<Void> keepOutStill(Tx tx, UUID user) {
        return tx.query(STANDS, user).compose(rows -> {
            Row row = Rows.first(rows);
            return row == null
                    ? Future.succeededFuture()
                    : keepOut(
                            tx,
                            user,
                            Names.action(row.getString("action")),
                            row.getString("reason"),
                            row.getUUID("decision_id"));
        });
    }

    private static final String DONE =
            "UPDATE decision_effect SET done_at = now() WHERE decision_id = $1 AND domain = $2 AND done_at IS NULL";

    /** A domain says that it did what a decision wants of it. */
    static Future<Void> done(Tx tx, String domain, String decision) {
        return tx.query(DONE, UUID.fromString(decision), domain).mapEmpty();
    }
}
