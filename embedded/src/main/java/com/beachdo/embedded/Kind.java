package com.beachdo.embedded;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A backing service, with the variable that is set when the operator brings their own. */
public enum Kind {
    POSTGRES("PostgreSQL", "BEACHDO_DATABASE_URL"),
    REDIS("Redis", "BEACHDO_REDIS_URL"),
    S3("S3", "BEACHDO_S3_ENDPOINT"),
    MAIL("Mail catcher", "BEACHDO_SMTP_URL"),
    SMS("SMS stand-in", "BEACHDO_SMS_URL"),
    DIGILOCKER("DigiLocker stand-in", "BEACHDO_DIGILOCKER_URL"),
    OIDC("OpenID stand-in", "BEACHDO_OIDC_ISSUER"),
    PUSH("Push stand-in", "BEACHDO_FCM_CREDENTIALS"),
    /** Only on demand. */
    KAFKA("Kafka", "BEACHDO_KAFKA_URL");

    /** Those that every installation has. */
    static final Set<Kind> DEFAULT = Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(KAFKA)));

    static final String EMBEDDED_KAFKA = "BEACHDO_EMBEDDED_KAFKA";

    private final String title;
    private final String variable;

    Kind(String title, String variable) {
        this.title = title;
        this.variable = variable;
    }

    /** @param kafka what EMBEDDED_KAFKA says */
    static Set<Kind> wanted(@Nullable String kafka) {
        return switch (kafka == null ? "" : kafka.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> EnumSet.allOf(Kind.class);
            case "", "false", "no", "off", "0" -> DEFAULT;
            default -> throw new EmbeddedException(EMBEDDED_KAFKA + " must be true or false.");
        };
    }

    String title() {
        return title;
    }

    String variable() {
        return variable;
    }
}
