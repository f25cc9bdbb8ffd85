package com.beachdo.embedded;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a person would read of a mail: its subject and its text, the plain one if there is a choice. */
record ReceivedMail(String subject, String text) {
    private static final Session SESSION = Session.getInstance(new Properties());

    static ReceivedMail read(byte[] mail) throws MessagingException, IOException {
        MimeMessage message = new MimeMessage(SESSION, new ByteArrayInputStream(mail));
        @Nullable String subject = message.getSubject();
        @Nullable String text = first(message, "text/plain");
        if (text == null) {
            text = first(message, "text/*");
        }
        return new ReceivedMail(subject == null ? "" : subject, text == null ? "" : text.stripTrailing());
    }

    private static @Nullable String first(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                @Nullable String text = first(parts.getBodyPart(i), type);
                if (text != null) {
                    return text;
                }
            }
            return null;
        }
        return part.isMimeType(type) && part.getContent() instanceof String text ? text : null;
    }

    List<CaughtMessage> to(List<String> recipients) {
        Instant now = Instant.now();
        return recipients.stream()
                .map(recipient -> new CaughtMessage("mail", recipient, subject, text, now))
                .collect(Collectors.toList());
    }
}
