package com.beachdo.identity;

import io.vertx.ext.mail.MailMessage;
import java.net.URI;

/** What the verification mail says. */
record VerificationMail(String from, String to, String name, URI link) {
    /** @param base where the link leads */
    static URI link(URI base, String token) {
        String prefix = base.toString();
        return URI.create((prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix)
                + "/verify-email?token=" + token);
    }

    MailMessage message() {
        return new MailMessage()
                .setFrom(from)
                .setTo(to)
                .setSubject("Confirm your e-mail address")
                .setText(text())
                .setHtml(html());
    }

    private String text() {
        return """
                Hello %s,

                please confirm that this is your e-mail address:

                %s

                The link works once, within 24 hours. If you have not registered with Beachdo, ignore this mail.
                """
                .formatted(name, link);
    }

    private String html() {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <body>
                <p>Hello %s,</p>
                <p>please confirm that this is your e-mail address:</p>
                <p><a href="%s">Confirm my e-mail address</a></p>
                <p>The link works once, within 24 hours. If you have not registered with Beachdo, ignore this mail.</p>
                </body>
                </html>
                """
                .formatted(escaped(name), escaped(link.toString()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
