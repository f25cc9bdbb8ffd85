package com.beachdo.identity;

import com.beachdo.catalog.v1.NoticeDue;
import com.beachdo.catalog.v1.NoticeKind;
import com.beachdo.catalog.v1.NoticeListing;
import com.beachdo.identity.mail.Mail;
import com.beachdo.identity.mail.MailStore;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import java.util.Map;
import java.util.UUID;

/** Mails what the catalog wants somebody to know, to addresses that are known to be theirs. */
final class CatalogNotices {
    private static final Map<NoticeKind, Mail.Kind> KINDS = Map.of(
            NoticeKind.NOTICE_KIND_SAVED_SEARCH, Mail.Kind.SAVED_SEARCH,
            NoticeKind.NOTICE_KIND_LISTING_EXPIRING, Mail.Kind.LISTING_EXPIRING);

    private final AccountStore accounts;
    private final MailStore mails;

    CatalogNotices(AccountStore accounts, MailStore mails) {
        this.accounts = accounts;
        this.mails = mails;
    }

    Future<Void> mail(Tx tx, NoticeDue notice) {
        Mail.Kind kind = KINDS.get(notice.getKind());
        if (!notice.getMail() || kind == null) {
            return Future.succeededFuture();
        }
        UUID user = UUID.fromString(notice.getUserId());
        return accounts.find(tx, user)
                .map(found -> found.filter(
                                account -> account.emailVerified() && account.status() == Account.Status.ACTIVE)
                        .map(Account::email))
                .compose(email -> email.isEmpty()
                        ? Future.succeededFuture()
                        : mails.queue(tx, mail(user, email.get(), kind, notice)));
    }

    private static Mail mail(UUID user, String email, Mail.Kind kind, NoticeDue notice) {
        String token = notice.getUnsubscribeToken();
        return token.isEmpty()
                ? Mail.notice(user, email, kind, notice.getTitle())
                : Mail.subscribed(user, email, kind, detail(notice), token);
    }

    /** The name of the matter, then a line for each listing. */
    private static String detail(NoticeDue notice) {
        StringBuilder detail = new StringBuilder(notice.getTitle());
        for (NoticeListing listing : notice.getListingsList()) {
            detail.append("\n• ")
                    .append(listing.getTitle())
                    .append(" – ₹")
                    .append(rupees(listing.getPrice().getAmount() / 100));
        }
        int more = notice.getCount() - notice.getListingsCount();
        return more > 0 ? detail.append("\n+ ").append(more).toString() : detail.toString();
    }

    /** Grouped as in India: by thousands, lakhs and crores. */
    private static String rupees(long amount) {
        return Long.toString(amount).replaceAll("(\\d)(?=(\\d\\d)+\\d$)", "$1,");
    }
}
