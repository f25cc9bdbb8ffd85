package com.beachdo.launcher.doctor;

import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.config.Env;
import com.beachdo.platform.config.KafkaConfig;
import com.beachdo.platform.config.PlatformConfig;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks at the backing services that the environment names, each for itself: what can't be read was told before. */
public final class Doctor {
    private static final String ANY_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final Function<String, @Nullable String> environment;
    private final Env env;
    private final Clock clock;
    private final Findings findings;

    public Doctor(Function<String, @Nullable String> environment, Clock clock, Findings findings) {
        this.environment = environment;
        this.env = new Env(environment::apply);
        this.clock = clock;
        this.findings = findings;
    }

    /** @param migrates whether a start brings the schemas up to date */
    public void services(List<String> domains, boolean migrates) {
        attempt("BEACHDO_DATABASE_URL", () -> {
            PlatformConfig config = platform();
            new DatabaseCheck(config, domains, migrates, clock, findings).run();
            new PoolerCheck(config, domains, findings).run();
        });
        attempt("BEACHDO_REDIS_URL", () -> new RedisCheck(env.uri("BEACHDO_REDIS_URL", "redis", "rediss"), findings)
                .run());
        attempt("BEACHDO_KAFKA_URL", () -> {
            KafkaConfig kafka = platform().kafka();
            if (kafka != null) {
                new KafkaCheck(kafka, findings).run();
            }
        });
        attempt("BEACHDO_S3_ENDPOINT", () -> new StoreCheck(env, findings).run());
        addresses();
    }

    private void addresses() {
        AddressCheck check = new AddressCheck(env, findings);
        attempt("BEACHDO_SMTP_URL", () -> check.mail("BEACHDO_SMTP_URL"));
        Map<String, String> consequences = new TreeMap<>(Map.of(
                "BEACHDO_SMS_URL",
                "SMS are not sent, and nobody can register or sign in by phone",
                "BEACHDO_SMS_FALLBACK_URL",
                "SMS that the first provider does not take are not sent",
                "BEACHDO_DIGILOCKER_URL",
                "nobody can prove their identity",
                "BEACHDO_OIDC_ISSUER",
                "nobody can sign in by an account there",
                "BEACHDO_CAPTCHA_URL",
                "CAPTCHAs can't be checked",
                "BEACHDO_CDN_PURGE_URL",
                "removed pictures stay in the CDN",
                "BEACHDO_OTLP_URL",
                "traces are lost",
                "BEACHDO_SENTRY_DSN",
                "errors are not told"));
        consequences.forEach(
                (variable, consequence) -> attempt(variable, () -> check.reachable(variable, consequence)));
    }

    /** Settings that only a developer's machine may have. */
    public void exposure() {
        new ExposureCheck(env, findings).run();
    }

    private PlatformConfig platform() {
        Function<String, @Nullable String> source = this::alone;
        return PlatformConfig.from(source::apply);
    }

    /** A setting as one service needs it, whatever is wrong with those of others. */
    private @Nullable String alone(String variable) {
        return switch (variable) {
            case "BEACHDO_SECRET_KEY" -> isKey() ? environment.apply(variable) : ANY_KEY;
            case "BEACHDO_REDIS_URL" -> "redis://127.0.0.1";
            case "BEACHDO_PUBLIC_URL" -> null;
            case "BEACHDO_DATABASE_URL" -> env.string(variable, "postgresql://127.0.0.1");
            default -> environment.apply(variable);
        };
    }

    private boolean isKey() {
        try {
            return env.key("BEACHDO_SECRET_KEY", 32).length == 32;
        } catch (ConfigException toldElsewhere) {
            return false;
        }
    }

    /** @param variable without which there is nothing to look at */
    private void attempt(String variable, Runnable check) {
        if (env.optional(variable) == null) {
            return;
        }
        try {
            check.run();
        } catch (ConfigException toldElsewhere) {
            // among the values that can't be read
        }
    }
}
