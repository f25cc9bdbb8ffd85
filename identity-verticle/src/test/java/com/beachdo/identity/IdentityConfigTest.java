package com.beachdo.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.beachdo.identity.captcha.CaptchaConfig;
import com.beachdo.identity.oidc.OidcConfig;
import com.beachdo.identity.passkeys.PasskeyConfig;
import com.beachdo.identity.sms.SmsConfig;
import com.beachdo.platform.config.ConfigException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdentityConfigTest {
    private final Map<String, String> env = new HashMap<>(Map.of(
            "BEACHDO_SMTP_URL", "smtp://user:mail-secret@mail.example:587",
            "BEACHDO_SMS_URL", "https://sms.example",
            "BEACHDO_SMS_TOKEN", "sms-secret"));

    @Test
    void hasDefaults() {
        IdentityConfig config = IdentityConfig.from(env::get);

        assertThat(config.bcryptCost()).isEqualTo(12);
        assertThat(config.accessTokenSeconds()).isEqualTo(900);
        assertThat(config.mail().from()).isEqualTo("Beachdo <no-reply@beachdo.example>");
        assertThat(config.frontendUrl()).isNull();
        assertThat(config.admin()).isNull();
        assertThat(config.captcha()).isNull();
    }

    @Test
    void readsEveryVariable() {
        env.putAll(Map.of(
                "BEACHDO_MAIL_FROM", "Shop <shop@example.com>",
                "BEACHDO_GRIEVANCE_CONTACT", "Asha, 1800 11 4000",
                "BEACHDO_SMS_ENTITY_ID", "1101",
                "BEACHDO_SMS_HEADER", "SHOPIN",
                "BEACHDO_SMS_TEMPLATE_ID", "1107",
                "BEACHDO_FRONTEND_URL", "https://shop.example",
                "BEACHDO_BCRYPT_COST", "10",
                "BEACHDO_ACCESS_TOKEN_SECONDS", "300",
                "BEACHDO_ADMIN_EMAIL", "Root@Example.com",
                "BEACHDO_ADMIN_PASSWORD", "correct horse"));
        env.putAll(Map.of(
                "BEACHDO_KEY_ROTATION_DAYS", "7",
                "BEACHDO_ERASURE_GRACE_DAYS", "30",
                "BEACHDO_STAFF_SECOND_FACTOR", "off",
                "BEACHDO_RATE_LIMIT_SCALE", "2"));
        env.putAll(Map.of(
                "BEACHDO_SMS_FALLBACK_PROVIDER", "exotel",
                "BEACHDO_SMS_FALLBACK_ACCOUNT", "shop1",
                "BEACHDO_SMS_FALLBACK_KEY", "exotel-key",
                "BEACHDO_SMS_FALLBACK_TOKEN", "exotel-secret",
                "BEACHDO_OIDC_ISSUER", "https://accounts.google.com",
                "BEACHDO_OIDC_CLIENT_ID", "shop",
                "BEACHDO_OIDC_CLIENT_SECRET", "oidc-secret",
                "BEACHDO_PASSKEY_DOMAIN", "shop.example",
                "BEACHDO_PASSKEY_ORIGINS", "https://shop.example,https://m.shop.example"));
        env.putAll(Map.of(
                "BEACHDO_CAPTCHA_SECRET", "captcha-secret",
                "BEACHDO_CAPTCHA_URL", "https://api.hcaptcha.com/siteverify",
                "BEACHDO_CAPTCHA_HOSTNAMES", "shop.example, m.shop.example",
                "BEACHDO_CAPTCHA_WHEN_AWAY", "refuse"));

        assertThat(IdentityConfig.from(env::get))
                .isEqualTo(new IdentityConfig(
                        new IdentityConfig.Mail(
                                URI.create("smtp://user:mail-secret@mail.example:587"),
                                "Shop <shop@example.com>",
                                "Asha, 1800 11 4000"),
                        new SmsConfig(
                                List.of(
                                        new SmsConfig.Provider(
                                                SmsConfig.Kind.HTTP,
                                                URI.create("https://sms.example"),
                                                "",
                                                "",
                                                "sms-secret"),
                                        new SmsConfig.Provider(
                                                SmsConfig.Kind.EXOTEL,
                                                URI.create("https://api.in.exotel.com"),
                                                "shop1",
                                                "exotel-key",
                                                "exotel-secret")),
                                "1101",
                                "SHOPIN",
                                "1107"),
                        new IdentityConfig.SmsLimits(10_000, 10, 2_000, 50),
                        URI.create("https://shop.example"),
                        10,
                        300,
                        7,
                        30,
                        2,
                        false,
                        new IdentityConfig.Admin("root@example.com", "correct horse"),
                        new OidcConfig("google", URI.create("https://accounts.google.com"), "shop", "oidc-secret"),
                        new PasskeyConfig("shop.example", Set.of("https://shop.example", "https://m.shop.example")),
                        new CaptchaConfig(
                                URI.create("https://api.hcaptcha.com/siteverify"),
                                "captcha-secret",
                                Set.of("shop.example", "m.shop.example"),
                                false)));
    }

    @Test
    void namesTheVariableThatIsBad() {
        assertBad("BEACHDO_SMTP_URL", "http://mail.example");
        assertBad("BEACHDO_SMS_TOKEN", "");
        assertBad("BEACHDO_SMS_PROVIDER", "pigeon");
        assertBad("BEACHDO_SMS_ACCOUNT", "", "BEACHDO_SMS_PROVIDER", "exotel");
        assertBad("BEACHDO_PASSKEY_ORIGINS", "https://shop.example,https://evil.example");
        assertBad("BEACHDO_OIDC_ISSUER", "http://accounts.google.com");
        assertBad("BEACHDO_OIDC_CLIENT_ID", "", "BEACHDO_OIDC_ISSUER", "https://accounts.google.com");
        assertBad("BEACHDO_CAPTCHA_URL", "http://captcha.example", "BEACHDO_CAPTCHA_SECRET", "captcha-secret");
        assertBad("BEACHDO_CAPTCHA_WHEN_AWAY", "perhaps", "BEACHDO_CAPTCHA_SECRET", "captcha-secret");
        assertBad("BEACHDO_ACCESS_TOKEN_SECONDS", "901");
        assertBad("BEACHDO_BCRYPT_COST", "3");
        assertBad("BEACHDO_KEY_ROTATION_DAYS", "0");
        assertBad("BEACHDO_ERASURE_GRACE_DAYS", "91");
        assertBad("BEACHDO_ADMIN_PASSWORD", "short", "BEACHDO_ADMIN_EMAIL", "root@example.com");
        assertBad("BEACHDO_ADMIN_EMAIL", "", "BEACHDO_ADMIN_PASSWORD", "correct horse");
    }

    @Test
    void printsNoSecret() {
        env.put("BEACHDO_ADMIN_EMAIL", "root@example.com");
        env.put("BEACHDO_ADMIN_PASSWORD", "correct horse");
        env.put("BEACHDO_CAPTCHA_SECRET", "captcha-secret");

        assertThat(IdentityConfig.from(env::get).toString())
                .doesNotContain("secret")
                .doesNotContain("horse");
    }

    private void assertBad(String variable, String value, String... others) {
        Map<String, String> bad = new HashMap<>(env);
        bad.put(variable, value);
        for (int i = 0; i < others.length; i += 2) {
            bad.put(others[i], others[i + 1]);
        }
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> IdentityConfig.from(bad::get))
                .withMessageContaining(variable);
    }
}
