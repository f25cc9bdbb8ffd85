package com.beachdo.identity.mail;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail that has to go out.
 *
 * @param linkId what the token of its link stands for; null when it has none
 * @param detail a word on what happened, such as the device that signed in; may have several lines
 * @param unsubscribe the token that stops mails of its matter; null when they can't be stopped
 */
public record Mail(
        UUID accountId, String email, Kind kind, @Nullable UUID linkId, String detail, @Nullable String unsubscribe) {
    /** What a mail is about. */
    public enum Kind {
        VERIFY_EMAIL(Duration.ofHours(24), "/verify-email"),
        EMAIL_KNOWN(Duration.ofHours(24), ""),
        RESET_PASSWORD(Duration.ofHours(1), "/reset-password"),
        NEW_DEVICE(Duration.ofDays(2), ""),
        SUSPICIOUS_SIGN_IN(Duration.ofDays(2), ""),
        SESSION_STOLEN(Duration.ofDays(2), ""),
        PASSWORD_CHANGED(Duration.ofDays(2), ""),
        EMAIL_CHANGED(Duration.ofDays(2), ""),
        PHONE_CHANGED(Duration.ofDays(2), ""),
        FACTOR_CHANGED(Duration.ofDays(2), ""),
        IDENTITY_CHANGED(Duration.ofDays(2), ""),
        ROLES_CHANGED(Duration.ofDays(2), ""),
        ERASURE_SCHEDULED(Duration.ofDays(2), ""),
        SAVED_SEARCH(Duration.ofDays(2), ""),
        LISTING_EXPIRING(Duration.ofDays(3), ""),
        NOTIFICATIONS(Duration.ofDays(2), ""),
        DECISION(Duration.ofDays(7), ""),
        APPEAL_ANSWERED(Duration.ofDays(7), ""),
        /** Only queued by versions that told it themselves; now it is a DECISION. */
        ACCOUNT_RESTRICTED(Duration.ofDays(7), ""),
        ACCOUNT_LET_IN(Duration.ofDays(7), ""),
        SUSPENSION_OVER(Duration.ofDays(7), "");

        private final Duration life;
        private final String path;

        Kind(Duration life, String path) {
            this.life = life;
            this.path = path;
        }

        /** How long it makes sense to send it. */
        Duration life() {
            return life;
        }

        /** Where its mails are stopped, at the API after the version, and at the front end. */
        String stopPath() {
            return this == NOTIFICATIONS ? "/notifications/unsubscribe" : "/unsubscribe";
        }

        /** Where its link leads at the front end. */
        String path() {
            return path;
        }
    }

    public static Mail link(UUID accountId, String email, Kind kind, UUID linkId) {
        return new Mail(accountId, email, kind, linkId, "", null);
    }

    public static Mail notice(UUID accountId, String email, Kind kind, String detail) {
        return new Mail(accountId, email, kind, null, detail, null);
    }

    /** Of something that its reader asked for and may stop. */
    public static Mail subscribed(UUID accountId, String email, Kind kind, String detail, String unsubscribe) {
        return new Mail(accountId, email, kind, null, detail, unsubscribe);
    }
}
