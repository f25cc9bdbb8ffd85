package com.beachdo.embedded;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;
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
    CAPTCHA("CAPTCHA stand-in", "BEACHDO_CAPTCHA_SECRET"),
    /** Only on demand. */
    KAFKA("Kafka", "BEACHDO_KAFKA_URL");

    /** Those that every installation has. */
    static final Set<Kind> DEFAULT = Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(CAPTCHA, KAFKA)));

    private static final Map<Kind, String> ON_DEMAND =
            Map.of(CAPTCHA, "BEACHDO_EMBEDDED_CAPTCHA", KAFKA, "BEACHDO_EMBEDDED_KAFKA");

    private final String title;
    private final String variable;

    Kind(String title, String variable) {
        this.title = title;
        this.variable = variable;
    }

    /** The default ones and those that the environment asks for. */
    @NullUnmarked // javac 17 does not read @Nullable of a type argument from class files: no caller could pass env
    static Set<Kind> wanted(Function<String, @Nullable String> env) {
        Set<Kind> wanted = EnumSet.copyOf(DEFAULT);
        ON_DEMAND.forEach((kind, variable) -> {
            String asked = env.apply(variable);
            switch (asked == null ? "" : asked.strip().toLowerCase(Locale.ROOT)) {
                case "true", "yes", "on", "1" -> wanted.add(kind);
                case "", "false", "no", "off", "0" -> {}
                default -> throw new EmbeddedException(variable + " must be true or false.");
            }
        });
        return wanted;
    }

    String title() {
        return title;
    }

    String variable() {
        return variable;
    }
}
