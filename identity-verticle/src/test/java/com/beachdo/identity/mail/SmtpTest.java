package com.beachdo.identity.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.identity.IdentityConfig;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import java.net.URI;
import org.junit.jupiter.api.Test;

class SmtpTest {
    @Test
    void credentialsDemandTls() {
        MailConfig config = config("smtp://shop%40example.com:p%2Bw+d@mail.example");

        assertThat(config.getStarttls()).isEqualTo(StartTLSOptions.REQUIRED);
        assertThat(config.getPort()).isEqualTo(587);
        assertThat(config.getUsername()).isEqualTo("shop@example.com");
        assertThat(config.getPassword()).isEqualTo("p+w+d");
        assertThat(config.isTrustAll()).isFalse();
        assertThat(config.getHostnameVerificationAlgorithm()).isEqualTo("HTTPS");
    }

    @Test
    void smtpsIsTlsFromTheStart() {
        MailConfig config = config("smtps://mail.example");

        assertThat(config.isSsl()).isTrue();
        assertThat(config.getPort()).isEqualTo(465);
    }

    @Test
    void greetsWithTheDomainOfTheSender() {
        assertThat(config("smtp://127.0.0.1:2525").getOwnHostname()).isEqualTo("beachdo.example");
        assertThat(config("smtp://127.0.0.1:2525").getPort()).isEqualTo(2525);
    }

    private static MailConfig config(String url) {
        return Smtp.mailConfig(new IdentityConfig.Mail(URI.create(url), "Beachdo <no-reply@beachdo.example>", ""));
    }
}
