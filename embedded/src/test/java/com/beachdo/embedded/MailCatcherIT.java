package com.beachdo.embedded;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailCatcherIT {
    private final EmbeddedServices services = TestServices.shared(EnumSet.of(Kind.MAIL));
    private final String url = requireNonNull(services.environment().get("BEACHDO_SMTP_URL"));

    @Test
    void showsAMailToEachOfItsRecipients() throws Exception {
        Smtp.send(
                url,
                List.of("one@mail.in", "two@mail.in"),
                """
                Subject: =?UTF-8?B?4KSo4KSu4KS44KWN4KSk4KWH?=\r
                Content-Type: text/plain; charset=utf-8\r
                Content-Transfer-Encoding: quoted-printable\r
                \r
                caf=C3=A9 a long li=\r
                ne\r
                ..dot\r
                """);
        assertThat(services.messages("ONE@mail.in")).singleElement().satisfies(mail -> {
            assertThat(mail.channel()).isEqualTo("mail");
            assertThat(mail.to()).isEqualTo("one@mail.in");
            assertThat(mail.subject()).isEqualTo("नमस्ते");
            assertThat(mail.text()).isEqualTo("café a long line\r\n.dot");
        });
        assertThat(services.messages("two@mail.in")).hasSize(1);
    }

    @Test
    void showsThePlainTextOfAMailThatHasBoth() throws Exception {
        Smtp.send(
                url,
                List.of("both@mail.in"),
                """
                Subject: both\r
                MIME-Version: 1.0\r
                Content-Type: multipart/alternative; boundary=x\r
                \r
                --x\r
                Content-Type: text/html\r
                \r
                <b>rich</b>\r
                --x\r
                Content-Type: text/plain\r
                \r
                plain\r
                --x--\r
                """);
        assertThat(services.messages("both@mail.in"))
                .extracting(CaughtMessage::text)
                .containsExactly("plain");
    }

    @Test
    void listsTheNewestMailFirst() throws Exception {
        Smtp.send(url, List.of("order@mail.in"), "Subject: first\r\n\r\n1\r\n");
        Smtp.send(url, List.of("order@mail.in"), "Subject: second\r\n\r\n2\r\n");
        assertThat(services.messages("order@mail.in"))
                .extracting(CaughtMessage::subject)
                .containsExactly("second", "first");
    }

    @Test
    void keepsToTheOrderOfTheProtocol() throws Exception {
        assertThat(Smtp.say(
                        url,
                        List.of(
                                "HELO x",
                                "RCPT TO:<a@mail.in>",
                                "MAIL FROM:<b@mail.in> SIZE=10",
                                "DATA",
                                "RCPT TO:nobody",
                                "RCPT TO:<a@mail.in>",
                                "RSET",
                                "DATA",
                                "NOOP",
                                "TURN",
                                "QUIT")))
                .extracting(reply -> reply.substring(0, 3))
                .containsExactly("250", "503", "250", "503", "501", "250", "250", "503", "250", "502", "221");
    }
}
