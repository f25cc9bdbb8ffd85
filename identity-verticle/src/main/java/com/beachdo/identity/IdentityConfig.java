package com.beachdo.identity;

import com.beachdo.identity.captcha.CaptchaConfig;
import com.beachdo.identity.oidc.OidcConfig;
import com.beachdo.identity.passkeys.PasskeyConfig;
import com.beachdo.identity.passwords.PasswordRules;
import com.beachdo.identity.sms.SmsConfig;
import com.beachdo.platform.config.ConfigException;
import com.beachdo.platform.config.Env;
import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * What identity is told.
 *
 * @param frontendUrl where links in mails lead; null for the public URL of the API
 * @param bcryptCost logarithm of the work of a password hash
 * @param accessTokenSeconds life of an access token
 * @param keyDays life of a signing key
 * @param erasureDays from the wish to be erased to the deed
 * @param oidc whose accounts sign in too; null for nobody's
 * @param captcha who tells people from machines; null for nobody
 * @param rateLimitScale multiplies limits on clients, never those on guesses at one account
 * @param staffSecondFactor whether staff are staff only while they have shown a second factor
 * @param admin the first administrator; null for none
 */
public record IdentityConfig(
        Mail mail,
        SmsConfig sms,
        SmsLimits smsLimits,
        @Nullable URI frontendUrl,
        int bcryptCost,
        int accessTokenSeconds,
        int keyDays,
        int erasureDays,
        double rateLimitScale,
        boolean staffSecondFactor,
        @Nullable Admin admin,
        @Nullable OidcConfig oidc,
        PasskeyConfig passkeys,
        @Nullable CaptchaConfig captcha) {

    /**
     * How mails go out.
     *
     * @param grievance where those appeal who can't sign in
     */
    public record Mail(URI smtp, String from, String grievance) {
        @Override
        public String toString() {
            return "Mail[hidden]";
        }
    }

    /**
     * How many codes may be sent in a day.
     *
     * @param perClient to one client; ten times as many to its neighbourhood
     * @param perPrefix to numbers whose first four digits are the same
     * @param haltAfter from so many on at least a fifth must have come back
     */
    public record SmsLimits(int perDay, int perClient, int perPrefix, int haltAfter) {}

    /** Who is made administrator at the first start. */
    public record Admin(String email, String password) {
        @Override
        public String toString() {
            return "Admin[hidden]";
        }
    }

    @NullUnmarked // javac 17 does not read @Nullable of a type argument from class files: Env could not be called
    public static IdentityConfig from(Function<String, @Nullable String> source) {
        Env env = new Env(source);
        return new IdentityConfig(
                new Mail(
                        env.uri("BEACHDO_SMTP_URL", "smtp", "smtps"),
                        env.string("BEACHDO_MAIL_FROM", "Beachdo <no-reply@beachdo.example>"),
                        env.string("BEACHDO_GRIEVANCE_CONTACT", "grievance@beachdo.example")),
                SmsConfig.from(env),
                new SmsLimits(
                        env.integer("BEACHDO_OTP_DAILY_LIMIT", 10_000, 1, 100_000_000),
                        env.integer("BEACHDO_OTP_CLIENT_LIMIT", 10, 1, 1_000_000),
                        env.integer("BEACHDO_OTP_PREFIX_LIMIT", 2_000, 1, 1_000_000),
                        env.integer("BEACHDO_OTP_HALT_AFTER", 50, 1, 1_000_000)),
                env.optionalUri("BEACHDO_FRONTEND_URL", "http", "https"),
                env.integer("BEACHDO_BCRYPT_COST", 12, 4, 16),
                env.integer("BEACHDO_ACCESS_TOKEN_SECONDS", 900, 1, 900),
                env.integer("BEACHDO_KEY_ROTATION_DAYS", 30, 1, 365),
                env.integer("BEACHDO_ERASURE_GRACE_DAYS", 14, 0, 90),
                env.decimal("BEACHDO_RATE_LIMIT_SCALE", 1, 0.001, 1_000_000),
                env.flag("BEACHDO_STAFF_SECOND_FACTOR", true),
                admin(env),
                OidcConfig.from(env),
                PasskeyConfig.from(env, page(env)),
                CaptchaConfig.from(env));
    }

    /** Where people sign in. */
    private static URI page(Env env) {
        String frontEnd = "BEACHDO_FRONTEND_URL";
        return env.optional(frontEnd) == null
                ? env.uri("BEACHDO_PUBLIC_URL", URI.create("http://localhost:8080"), "http", "https")
                : env.uri(frontEnd, "http", "https");
    }

    private static @Nullable Admin admin(Env env) {
        String email = env.optional("BEACHDO_ADMIN_EMAIL");
        String password = env.optional("BEACHDO_ADMIN_PASSWORD");
        if (email == null && password == null) {
            return null;
        }
        if (email == null || !Contacts.isEmail(Contacts.normalised(email))) {
            throw new ConfigException("BEACHDO_ADMIN_EMAIL", "must be an e-mail address");
        }
        if (password == null || !PasswordRules.isLongEnough(password)) {
            throw new ConfigException("BEACHDO_ADMIN_PASSWORD", "must have at least 8 characters, at most 256");
        }
        return new Admin(Contacts.normalised(email), password);
    }
}
