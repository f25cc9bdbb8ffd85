package com.beachdo.identity.mail;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the mails that are due, a few at a time and outside of any transaction: a mail server that hangs
 * holds no connection of the database. A mail may go out twice, never not at all.
 */
public final class MailSender {
    private static final Logger LOG = LoggerFactory.getLogger(MailSender.class);
    private static final long LOOK_EVERY_MILLIS = 500;
    private static final int AT_ONCE = 4;

    private final Vertx vertx;
    private final MailStore mails;
    private final Smtp smtp;
    private final MailTexts texts;
    private long timer = -1;
    private int sending;
    private boolean claiming;
    private boolean stopped;

    public MailSender(Vertx vertx, MailStore mails, Smtp smtp, MailTexts texts) {
        this.vertx = vertx;
        this.mails = mails;
        this.smtp = smtp;
        this.texts = texts;
    }

    public void start() {
        timer = vertx.setPeriodic(LOOK_EVERY_MILLIS, ignored -> look());
    }

    public Future<Void> stop() {
        stopped = true;
        boolean unused = vertx.cancelTimer(timer);
        return smtp.close();
    }

    private void look() {
        if (stopped || claiming || sending == AT_ONCE) {
            return;
        }
        claiming = true;
        mails.claim(AT_ONCE - sending)
                .onSuccess(due -> due.forEach(this::send))
                .onFailure(failure -> LOG.warn("mails wait: {}", failure.getMessage()))
                .onComplete(ignored -> claiming = false);
    }

    private void send(MailStore.Due due) {
        sending++;
        Future.succeededFuture(due)
                .compose(mail -> mail.wanted() ? smtp.send(texts.message(mail)) : Future.succeededFuture(false))
                .compose(ignored -> mails.forget(due.mailId()))
                .onFailure(failure -> LOG.warn("a mail waits: {}", failure.getMessage()))
                .onComplete(ignored -> {
                    sending--;
                    look();
                });
    }
}
