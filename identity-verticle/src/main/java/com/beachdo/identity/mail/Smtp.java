package com.beachdo.identity.mail;

import com.beachdo.identity.IdentityConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Hands mails to an SMTP server. Its failures never name a recipient. */
public final class Smtp {
    private static final int SEND_SECONDS = 10;
    /** No such mailbox, not here, name not allowed: trying again will not help. */
    private static final Set<Integer> NO_SUCH_RECIPIENT = Set.of(550, 551, 553);

    private final MailClient client;

    public Smtp(Vertx vertx, IdentityConfig.Mail config) {
        this.client = MailClient.create(vertx, mailConfig(config));
    }

    /** Succeeds with true when the server took the mail, with false when there is no such recipient. */
    public Future<Boolean> send(MailMessage message) {
        return client.sendMail(message)
                .timeout(SEND_SECONDS, TimeUnit.SECONDS)
                .map(true)
                .recover(failure -> {
                    if (failure instanceof SMTPException refused) {
                        return NO_SUCH_RECIPIENT.contains(refused.getReplyCode())
                                ? Future.succeededFuture(false)
                                : Future.failedFuture("the mail server answered " + refused.getReplyCode());
                    }
                    return Future.failedFuture(
                            "the mail server failed: " + failure.getClass().getSimpleName());
                });
    }

    public Future<Void> close() {
        return client.close();
    }

    /** Credentials never go over an open line. */
    static MailConfig mailConfig(IdentityConfig.Mail config) {
        URI smtp = config.smtp();
        boolean tls = "smtps".equals(smtp.getScheme());
        MailConfig mail = new MailConfig()
                .setHostname(smtp.getHost())
                .setPort(smtp.getPort() < 0 ? (tls ? 465 : 587) : smtp.getPort())
                .setSsl(tls)
                .setStarttls(StartTLSOptions.OPTIONAL)
                .setOwnHostname(config.from().replaceAll(".*@|>.*", ""))
                .setMaxPoolSize(4);
        mail.setConnectTimeout(2_000).setIdleTimeout(SEND_SECONDS);
        mail.setHostnameVerificationAlgorithm("HTTPS");
        String userInfo = smtp.getRawUserInfo();
        if (userInfo != null) {
            String[] parts = userInfo.split(":", 2);
            mail.setUsername(decoded(parts[0]));
            mail.setPassword(parts.length > 1 ? decoded(parts[1]) : "");
            mail.setStarttls(tls ? StartTLSOptions.OPTIONAL : StartTLSOptions.REQUIRED);
        }
        return mail;
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
