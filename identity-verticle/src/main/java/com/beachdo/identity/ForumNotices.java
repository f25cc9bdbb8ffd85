package com.beachdo.identity;

import com.beachdo.forum.v1.MailedNotification;
import com.beachdo.forum.v1.NotificationMailDue;
import com.beachdo.identity.mail.Mail;
import com.beachdo.identity.mail.MailStore;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import java.util.UUID;

/** Mails what somebody did not read in their inbox, to addresses that are known to be theirs. */
final class ForumNotices {
    private final AccountStore accounts;
    private final MailStore mails;

    ForumNotices(AccountStore accounts, MailStore mails) {
        this.accounts = accounts;
        this.mails = mails;
    }

    Future<Void> mail(Tx tx, NotificationMailDue due) {
        UUID user = UUID.fromString(due.getUserId());
        return accounts.find(tx, user)
                .map(found -> found.filter(
                                account -> account.emailVerified() && account.status() == Account.Status.ACTIVE)
                        .map(Account::email))
                .compose(email -> email.isEmpty()
                        ? Future.succeededFuture()
                        : mails.queue(
                                tx,
                                Mail.subscribed(
                                        user,
                                        email.get(),
                                        Mail.Kind.NOTIFICATIONS,
                                        detail(due),
                                        due.getUnsubscribeToken())));
    }

    /** A line for each, with what staff said of it. */
    private static String detail(NotificationMailDue due) {
        StringBuilder detail = new StringBuilder();
        for (MailedNotification one : due.getItemsList()) {
            detail.append("\n• ").append(one.getTitle());
            if (one.getCount() > 1) {
                detail.append(" (").append(one.getCount()).append(')');
            }
            if (!one.getNote().isEmpty()) {
                detail.append(" – ").append(one.getNote());
            }
        }
        int more = due.getCount() - due.getItemsCount();
        return more > 0 ? detail.append("\n+ ").append(more).toString() : detail.toString();
    }
}
