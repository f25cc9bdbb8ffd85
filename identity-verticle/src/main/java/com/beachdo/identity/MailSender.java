package com.beachdo.identity;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the verification mails that are due, a few at a time and outside of any transaction: a mail server that hangs
 * holds no connection of the database. A mail may go out twice, never not at all.
 */
final class MailSender {
    private static final Logger LOG = LoggerFactory.getLogger(MailSender.class);
    private static final long LOOK_EVERY_MILLIS = 500;
    private static final int AT_ONCE = 4;

    private final Vertx vertx;
    private final VerificationStore verifications;
    private final Smtp smtp;
    private final Function<VerificationStore.DueMail, VerificationMail> mails;
    private long timer = -1;
    private int sending;
    private boolean claiming;
    private boolean stopped;

    MailSender(
            Vertx vertx,
            VerificationStore verifications,
            Smtp smtp,
            Function<VerificationStore.DueMail, VerificationMail> mails) {
        this.vertx = vertx;
        this.verifications = verifications;
        this.smtp = smtp;
        this.mails = mails;
    }

    void start() {
        timer = vertx.setPeriodic(LOOK_EVERY_MILLIS, ignored -> look());
    }

    Future<Void> stop() {
        stopped = true;
        boolean unused = vertx.cancelTimer(timer);
        return smtp.close();
    }

    private void look() {
        if (stopped || claiming || sending == AT_ONCE) {
            return;
        }
        claiming = true;
        verifications
                .claimMails(AT_ONCE - sending)
                .onSuccess(due -> due.forEach(this::send))
                .onFailure(failure -> LOG.warn("verification mails wait: {}", failure.getMessage()))
                .onComplete(ignored -> claiming = false);
    }

    private void send(VerificationStore.DueMail due) {
        sending++;
        Future.succeededFuture(due)
                .compose(mail -> mail.wanted() ? smtp.send(mails.apply(mail).message()) : Future.succeededFuture(false))
                .compose(ignored -> verifications.forgetMail(due.verificationId()))
                .onFailure(failure -> LOG.warn("a verification mail waits: {}", failure.getMessage()))
                .onComplete(ignored -> {
                    sending--;
                    look();
                });
    }
}
