package com.beachdo.identity;

import com.beachdo.identity.mail.Mail;
import com.beachdo.identity.mail.MailStore;
import com.beachdo.identity.mail.MailTexts;
import com.beachdo.moderation.v1.Activity;
import com.beachdo.moderation.v1.AppealAnswered;
import com.beachdo.moderation.v1.AppealStatus;
import com.beachdo.moderation.v1.DecisionMade;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import com.google.protobuf.Timestamp;
import io.vertx.core.Future;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

/** Mails decisions, and answers to appeals, to those whom they are about, also when their account may not be used any more. */
final class DecisionNotices {
    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    private final AccountStore accounts;
    private final MailStore mails;
    private final String contact;

    /** @param contact where those appeal who can't sign in */
    DecisionNotices(AccountStore accounts, MailStore mails, String contact) {
        this.accounts = accounts;
        this.mails = mails;
        this.contact = contact;
    }

    Future<Void> mail(Tx tx, DecisionMade decision) {
        return accounts.find(tx, UUID.fromString(decision.getUserId()))
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture()
                        : send(
                                tx,
                                found.get(),
                                Mail.Kind.DECISION,
                                detail(found.get().language(), decision)));
    }

    Future<Void> answer(Tx tx, AppealAnswered answer) {
        return accounts.find(tx, UUID.fromString(answer.getUserId()))
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture()
                        : send(
                                tx,
                                found.get(),
                                Mail.Kind.APPEAL_ANSWERED,
                                detail(found.get().language(), answer)));
    }

    /** Of staff who let somebody in again by hand. */
    Future<Void> letIn(Tx tx, Account account, String reason) {
        StringBuilder detail = new StringBuilder(say(account.language(), "let_in"));
        line(detail, say(account.language(), "reason"), reason);
        return send(tx, account, Mail.Kind.ACCOUNT_LET_IN, detail.toString());
    }

    /** Of a suspension whose time is over. */
    Future<Void> suspensionOver(Tx tx, UUID accountId) {
        return accounts.find(tx, accountId)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture()
                        : send(
                                tx,
                                found.get(),
                                Mail.Kind.SUSPENSION_OVER,
                                say(found.get().language(), "let_in")));
    }

    /** To an address that is known to be theirs, also when the account may not be used. */
    private Future<Void> send(Tx tx, Account account, Mail.Kind kind, String detail) {
        String email = account.email();
        return email == null || !account.emailVerified() || account.status() == Account.Status.DELETED
                ? Future.succeededFuture()
                : mails.queue(tx, Mail.notice(account.id(), email, kind, detail));
    }

    /** Whether the decision stands, what was said to the appeal, and of which decision. */
    private String detail(String language, AppealAnswered answer) {
        boolean overturned = answer.getOutcome() == AppealStatus.APPEAL_STATUS_OVERTURNED;
        StringBuilder detail = new StringBuilder(say(language, overturned ? "overturned" : "upheld"));
        line(detail, say(language, "answer"), answer.getAnswer());
        line(detail, say(language, "id"), answer.getDecisionId());
        line(detail, say(language, "contact"), contact);
        return detail.toString();
    }

    /** What was decided, on which ground, why, until when, and how to appeal: a line for each. */
    private String detail(String language, DecisionMade decision) {
        StringBuilder detail = new StringBuilder(say(language, name(decision.getAction())));
        if (decision.getActivitiesCount() > 0) {
            detail.append(decision.getActivitiesList().stream()
                    .map(activity -> say(language, name(activity)))
                    .collect(Collectors.joining(", ", " ", "")));
        }
        line(detail, say(language, "ground"), say(language, name(decision.getGround())));
        line(detail, say(language, "reason"), decision.getReason());
        if (decision.hasUntil()) {
            line(detail, say(language, "until"), time(language, decision.getUntil()));
        }
        line(detail, say(language, "appeal_by"), time(language, decision.getAppealBy()));
        line(detail, say(language, "contact"), contact);
        return detail.append("\n")
                .append(say(language, "id"))
                .append(": ")
                .append(decision.getDecisionId())
                .toString();
    }

    private static void line(StringBuilder detail, String label, String value) {
        detail.append('\n').append(label).append(": ").append(value);
    }

    private static String say(String language, String key) {
        return MailTexts.text(language, "DECISION." + key);
    }

    private static String name(Enum<?> value) {
        String name = value.name().toLowerCase(Locale.ROOT);
        return value instanceof Activity
                ? name
                : name.replace("case_action_", "").replace("report_reason_", "ground_");
    }

    private static String time(String language, Timestamp at) {
        return DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.forLanguageTag(language + "-IN"))
                .format(Rows.time("at", at).atZoneSameInstant(INDIA));
    }
}
