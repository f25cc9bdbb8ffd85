package com.beachdo.identity.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.ext.mail.MailMessage;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MailTextsTest {
    private final MailTexts texts = new MailTexts(
            "Beachdo <no-reply@beachdo.example>",
            URI.create("https://shop.example/app/"),
            URI.create("https://api.example/"),
            new LinkToken(new byte[32]));

    private MailMessage message(Mail mail, String language) {
        return texts.message(new MailStore.Due(UUID.randomUUID(), mail, "Asha", language, true));
    }

    private static Mail subscribed() {
        return Mail.subscribed(
                UUID.randomUUID(), "asha@example.org", Mail.Kind.SAVED_SEARCH, "Phones\n• <b>", "token-1");
    }

    @Test
    void mailProgramsCanUnsubscribeWithOneClick() {
        MailMessage message = message(subscribed(), "en");
        assertThat(message.getHeaders().get("List-Unsubscribe"))
                .isEqualTo("<https://api.example/v1/unsubscribe?token=token-1>");
        assertThat(message.getHeaders().get("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
    }

    @Test
    void peopleCanInBothLanguages() {
        for (String language : MailTexts.LANGUAGES) {
            MailMessage message = message(subscribed(), language);
            assertThat(message.getText()).contains("https://shop.example/app/unsubscribe?token=token-1");
            assertThat(message.getHtml())
                    .contains("<a href=\"https://shop.example/app/unsubscribe?token=token-1\">")
                    .contains("Phones<br>\n• &lt;b&gt;");
        }
    }

    @Test
    void whatHasToBeSaidCannotBeStopped() {
        Mail mail = Mail.notice(UUID.randomUUID(), "asha@example.org", Mail.Kind.PASSWORD_CHANGED, "");
        assertThat(message(mail, "en").getHeaders()).isNull();
    }
}
