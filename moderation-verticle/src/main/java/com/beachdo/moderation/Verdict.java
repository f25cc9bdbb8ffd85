package com.beachdo.moderation;

import com.beachdo.moderation.v1.Activity;
import com.beachdo.moderation.v1.CaseAction;
import com.beachdo.moderation.v1.DecideCaseRequest;
import com.beachdo.moderation.v1.ReportReason;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is decided about a case.
 *
 * @param until how long it lasts; null for good, or when it is of a moment
 * @param ground what was breached; null of a DISMISS, and while it is what the reports say
 * @param follows the decision whose strike brings this one about; null when staff decides it
 */
record Verdict(
        UUID id,
        UUID decidedBy,
        CaseAction action,
        String reason,
        @Nullable String note,
        List<Activity> activities,
        @Nullable OffsetDateTime until,
        @Nullable UUID follows,
        @Nullable ReportReason ground) {
    private static final int LONGEST_DAYS = 366;
    private static final int LONGEST_UNSEEN_DAYS = 30;

    static Verdict of(DecideCaseRequest request, UUID staff) {
        CaseAction action = Names.required("action", request.getAction());
        return new Verdict(
                Ids.next(),
                staff,
                action,
                Text.of("reason", request.getReason(), 3, 500),
                request.getNote().isBlank() ? null : Text.of("note", request.getNote(), 1, 2_000),
                activities("", action, request.getActivitiesList()),
                until(action, request),
                null,
                ground(action, request));
    }

    /** Those of a RESTRICT, of which there must be some; nothing else has any. */
    static List<Activity> activities(String in, CaseAction action, List<Activity> given) {
        boolean restrict = action == CaseAction.CASE_ACTION_RESTRICT;
        if (restrict == given.isEmpty()) {
            throw RpcException.invalid(
                    "request.invalid",
                    in + "/activities",
                    restrict ? "must name what is restricted" : "must be left out unless the action is RESTRICT");
        }
        if (given.contains(Activity.ACTIVITY_CHAT_UNSEEN) && (!in.isEmpty() || given.size() > 1)) {
            throw RpcException.invalid(
                    "request.invalid", in + "/activities", "must be CHAT_UNSEEN alone, and not of a policy");
        }
        return given.stream()
                .map(activity ->
                        Names.required(in.isEmpty() ? "activities" : in.substring(1) + "/activities", activity))
                .distinct()
                .sorted()
                .toList();
    }

    private static @Nullable ReportReason ground(CaseAction action, DecideCaseRequest request) {
        if (!request.hasGround()) {
            return null;
        }
        if (action == CaseAction.CASE_ACTION_DISMISS) {
            throw RpcException.invalid("request.invalid", "/ground", "must be left out when nothing was breached");
        }
        return Names.required("ground", request.getGround());
    }

    /** On the gravest of these grounds, unless it has one; against nobody there is none. */
    Verdict onGroundOf(List<ReportReason> reasons) {
        if (ground != null || action == CaseAction.CASE_ACTION_DISMISS) {
            return this;
        }
        ReportReason gravest =
                reasons.stream().max(Comparator.comparingInt(Severity::of)).orElse(ReportReason.REPORT_REASON_OTHER);
        return new Verdict(id, decidedBy, action, reason, note, activities, until, follows, gravest);
    }

    /** Whether whom it is about is not to learn of it. */
    boolean isUntold() {
        return activities.contains(Activity.ACTIVITY_CHAT_UNSEEN);
    }

    /** Only against spam is somebody kept from being read without being told. */
    Verdict requireSpamIfUntold() {
        if (isUntold() && ground != ReportReason.REPORT_REASON_SPAM) {
            throw RpcException.invalid("request.invalid", "/ground", "must be SPAM for CHAT_UNSEEN");
        }
        return this;
    }

    @Nullable
    String groundName() {
        return ground == null ? null : Names.of(ground);
    }

    private static @Nullable OffsetDateTime until(CaseAction action, DecideCaseRequest request) {
        boolean restrict = action == CaseAction.CASE_ACTION_RESTRICT;
        if (!request.hasUntil()) {
            if (restrict) {
                throw RpcException.invalid("request.invalid", "/until", "must be given for RESTRICT");
            }
            return null;
        }
        if (!restrict && action != CaseAction.CASE_ACTION_SUSPEND) {
            throw RpcException.invalid(
                    "request.invalid", "/until", "must be left out unless the action is RESTRICT or SUSPEND");
        }
        boolean unseen = request.getActivitiesList().contains(Activity.ACTIVITY_CHAT_UNSEEN);
        OffsetDateTime until = Rows.time("until", request.getUntil());
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        if (!until.isAfter(now) || until.isAfter(now.plusDays(unseen ? LONGEST_UNSEEN_DAYS : LONGEST_DAYS))) {
            throw RpcException.invalid(
                    "request.invalid", "/until", "must be to come, and at most a year ahead, of CHAT_UNSEEN 30 days");
        }
        return until;
    }

    void requireSuitableFor(LockedCase subject, boolean mayRestrict) {
        if (!mayRestrict && restrictsAccount()) {
            throw RpcException.denied("case.target_is_staff", "Only an administrator restricts staff.");
        }
        if (action == CaseAction.CASE_ACTION_REMOVE && subject.targetType() == TargetType.TARGET_TYPE_USER) {
            throw RpcException.invalid(
                    "case.action_unsuitable", "/action", "must be another: a user cannot be removed, but banned");
        }
    }

    private boolean restrictsAccount() {
        return switch (action) {
            case CASE_ACTION_SUSPEND, CASE_ACTION_BAN, CASE_ACTION_RESTRICT -> true;
            case CASE_ACTION_DISMISS, CASE_ACTION_WARN, CASE_ACTION_REMOVE, CASE_ACTION_UNSPECIFIED, UNRECOGNIZED ->
                false;
        };
    }

    /** For the audit. */
    JsonObject detail() {
        JsonObject detail = new JsonObject().put("action", Names.of(action)).put("decisionId", id.toString());
        if (!activities.isEmpty()) {
            detail.put(
                    "activities",
                    new JsonArray(activities.stream().map(Names::of).toList()));
        }
        if (until != null) {
            detail.put("until", until.toInstant().toString());
        }
        if (ground != null) {
            detail.put("ground", Names.of(ground));
        }
        if (follows != null) {
            detail.put("follows", follows.toString());
        }
        return detail;
    }
}
