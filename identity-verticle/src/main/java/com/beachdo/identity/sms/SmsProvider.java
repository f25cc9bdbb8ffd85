package com.beachdo.identity.sms;

import io.vertx.core.Future;

/** Somebody who carries SMS. */
interface SmsProvider {
    String name();

    /** Succeeds when the provider has taken it; fails without naming the recipient. */
    Future<Void> send(Sms sms);

    Future<Void> close();

    /** One message, with what Indian regulation (TRAI DLT) wants to know of it. */
    record Sms(String to, String text, String entityId, String header, String templateId) {
        @Override
        public String toString() {
            return "Sms[hidden]";
        }
    }

    /** A message was not taken. */
    final class NotTakenException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotTakenException(String why) {
            super(why, null, false, false);
        }
    }
}
