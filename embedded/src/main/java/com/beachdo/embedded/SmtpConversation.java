package com.beachdo.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.MessagingException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The server's side of one SMTP connection (RFC 5321). */
final class SmtpConversation {
    private static final int MAX_LINE = 4_096;
    private static final int MAX_MAIL = 10 << 20;
    private static final int MAX_RECIPIENTS = 100;
    private static final Pattern RECIPIENT = Pattern.compile("(?i)RCPT TO:\\s*<([^<>\\s]{3,320})>.*");

    private final InputStream in;
    private final Reply out;
    private final Consumer<CaughtMessage> caught;
    private final List<String> recipients = new ArrayList<>();
    private boolean inMail;

    SmtpConversation(InputStream in, Reply out, Consumer<CaughtMessage> caught) {
        this.in = new BufferedInputStream(in);
        this.out = out;
        this.caught = caught;
    }

    void run() throws IOException {
        reply("220 beachdo ready");
        @Nullable String line;
        while ((line = readLine()) != null) {
            String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
            if (verb.equals("QUIT")) {
                reply("221 bye");
                return;
            }
            answer(verb, line);
        }
    }

    private void answer(String verb, String line) throws IOException {
        switch (verb) {
            case "EHLO" ->
                reply("250-beachdo\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE " + MAX_MAIL);
            case "HELO", "NOOP" -> reply("250 ok");
            case "MAIL" -> begin();
            case "RCPT" -> addRecipient(line);
            case "DATA" -> receive();
            case "RSET" -> {
                reset();
                reply("250 ok");
            }
            default -> reply("502 not known here");
        }
    }

    private void begin() throws IOException {
        reset();
        inMail = true;
        reply("250 ok");
    }

    private void reset() {
        recipients.clear();
        inMail = false;
    }

    private void addRecipient(String line) throws IOException {
        Matcher address = RECIPIENT.matcher(line);
        if (!inMail) {
            reply("503 MAIL comes first");
        } else if (!address.matches()) {
            reply("501 no address");
        } else if (recipients.size() == MAX_RECIPIENTS) {
            reply("452 too many recipients");
        } else {
            recipients.add(address.group(1));
            reply("250 ok");
        }
    }

    private void receive() throws IOException {
        if (recipients.isEmpty()) {
            reply("503 RCPT comes first");
            return;
        }
        reply("354 end with a line that holds one dot");
        byte[] mail = readMail();
        try {
            if (mail.length > MAX_MAIL) {
                reply("552 too big");
            } else {
                ReceivedMail.read(mail).to(recipients).forEach(caught);
                reply("250 kept");
            }
        } catch (MessagingException | IOException unreadable) {
            reply("554 not a mail: " + String.valueOf(unreadable.getMessage()).replaceAll("\\s+", " "));
        }
        reset();
    }

    /** Reads to the lone dot; a mail past the limit is read on but not kept, and comes back one byte too long. */
    private byte[] readMail() throws IOException {
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next;
        while ((next = in.read()) >= 0) {
            line.write(next);
            if (next != '\n') {
                if (line.size() > MAX_MAIL) {
                    throw new IOException("endless line");
                }
                continue;
            }
            byte[] bytes = line.toByteArray();
            line.reset();
            if (isLoneDot(bytes)) {
                return mail.toByteArray();
            }
            int from = bytes[0] == '.' ? 1 : 0;
            int room = MAX_MAIL + 1 - mail.size();
            mail.write(bytes, from, Math.min(bytes.length - from, room));
        }
        throw new IOException("the client left within a mail");
    }

    private static boolean isLoneDot(byte[] line) {
        return line[0] == '.' && (line.length == 2 || (line.length == 3 && line[1] == '\r'));
    }

    private @Nullable String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next;
        while ((next = in.read()) >= 0) {
            if (next == '\n') {
                return line.toString(UTF_8).stripTrailing();
            }
            line.write(next);
            if (line.size() > MAX_LINE) {
                throw new IOException("endless line");
            }
        }
        return null;
    }

    private void reply(String text) throws IOException {
        out.send(text + "\r\n");
    }

    /** Sends text to the client. */
    interface Reply {
        void send(String text) throws IOException;
    }
}
