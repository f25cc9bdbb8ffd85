package com.beachdo.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.ext.mail.MailMessage;
import java.net.URI;
import org.junit.jupiter.api.Test;

class VerificationMailTest {
    @Test
    void linkLeadsToTheBase() {
        assertThat(VerificationMail.link(URI.create("https://beachdo.example"), "abc"))
                .hasToString("https://beachdo.example/verify-email?token=abc");
        assertThat(VerificationMail.link(URI.create("https://beachdo.example/app/"), "abc"))
                .hasToString("https://beachdo.example/app/verify-email?token=abc");
    }

    @Test
    void nameCanNotBringMarkup() {
        MailMessage mail = new VerificationMail(
                        "Beachdo <no-reply@beachdo.example>",
                        "asha@example.com",
                        "<a href='https://evil.example'>click</a>",
                        URI.create("https://beachdo.example/verify-email?token=abc"))
                .message();

        assertThat(mail.getHtml())
                .doesNotContain("<a href='https://evil.example'>")
                .contains("&lt;a href=&#39;https://evil.example&#39;&gt;click&lt;/a&gt;")
                .contains("<a href=\"https://beachdo.example/verify-email?token=abc\">");
        assertThat(mail.getText()).contains("https://beachdo.example/verify-email?token=abc");
    }
}
