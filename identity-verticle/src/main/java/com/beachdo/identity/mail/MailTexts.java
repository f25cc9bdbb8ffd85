package com.beachdo.identity.mail;

import io.vertx.core.MultiMap;
import io.vertx.ext.mail.MailMessage;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What mails say, in every language there is, as text and as HTML. */
public final class MailTexts {
    public static final Set<String> LANGUAGES = Set.of("en", "hi");
    private static final Map<String, Properties> TEXTS = load();

    private final String from;
    private final String frontEnd;
    private final String api;
    private final LinkToken tokens;

    /**
     * @param frontEnd where links lead
     * @param api where mail programs unsubscribe
     */
    public MailTexts(String from, URI frontEnd, URI api, LinkToken tokens) {
        this.from = from;
        this.frontEnd = base(frontEnd);
        this.api = base(api);
        this.tokens = tokens;
    }

    private static String base(URI uri) {
        String base = uri.toString();
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }

    MailMessage message(MailStore.Due due) {
        Mail mail = due.mail();
        String link = link(mail);
        String token = mail.unsubscribe();
        Map<String, String> words = Map.of(
                "name", due.name(),
                "email", mail.email(),
                "detail", mail.detail(),
                "link", link,
                "unsubscribe", frontEnd + mail.kind().stopPath() + "?token=" + token);
        MailMessage message = new MailMessage();
        if (token != null) {
            message.setHeaders(MultiMap.caseInsensitiveMultiMap()
                    .add("List-Unsubscribe", "<" + api + "/v1" + mail.kind().stopPath() + "?token=" + token + ">")
                    .add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
        }
        return message.setFrom(from)
                .setTo(mail.email())
                .setSubject(text(due, "subject"))
                .setText(plain(due, words))
                .setHtml(html(due, words));
    }

    private String link(Mail mail) {
        UUID id = mail.linkId();
        return id == null ? frontEnd : frontEnd + mail.kind().path() + "?token=" + tokens.of(id);
    }

    private String plain(MailStore.Due due, Map<String, String> words) {
        String[] paragraphs = paragraphs(due);
        StringBuilder text = new StringBuilder(filled(text(due.language(), "greeting"), words, false)).append("\n\n");
        for (String paragraph : paragraphs) {
            text.append(filled(paragraph, words, false)).append("\n\n");
        }
        return text.append(text(due.language(), "closing")).append('\n').toString();
    }

    private String html(MailStore.Due due, Map<String, String> words) {
        StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"" + due.language() + "\">\n<body>\n");
        html.append("<p>")
                .append(filled(text(due.language(), "greeting"), words, true))
                .append("</p>\n");
        for (String paragraph : paragraphs(due)) {
            String content =
                    switch (paragraph) {
                        case "{link}" -> anchor(words.getOrDefault("link", ""), text(due, "button"));
                        case "{unsubscribe}" -> anchor(words.getOrDefault("unsubscribe", ""), text(due, "stop"));
                        default -> filled(paragraph, words, true).replace("\n", "<br>\n");
                    };
            html.append("<p>").append(content).append("</p>\n");
        }
        return html.append("<p>")
                .append(escaped(text(due.language(), "closing")))
                .append("</p>\n</body>\n</html>\n")
                .toString();
    }

    private static String anchor(String url, String words) {
        return "<a href=\"" + escaped(url) + "\">" + escaped(words) + "</a>";
    }

    private String[] paragraphs(MailStore.Due due) {
        return text(due, "text").split("\n", -1);
    }

    private String text(MailStore.Due due, String part) {
        return text(due.language(), due.mail().kind().name() + "." + part);
    }

    /** Words that a mail is put together of before it waits. */
    public static String text(String language, String key) {
        Properties known = Objects.requireNonNull(TEXTS.getOrDefault(language, TEXTS.get("en")));
        String text = known.getProperty(key);
        if (text == null) {
            throw new IllegalStateException("no text " + key + " in " + language);
        }
        return text;
    }

    private static String filled(String template, Map<String, String> words, boolean html) {
        StringBuilder filled = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            int open = template.indexOf('{', at);
            int close = open < 0 ? -1 : template.indexOf('}', open);
            String before = template.substring(at, close < 0 ? template.length() : open);
            filled.append(html ? escaped(before) : before);
            if (close < 0) {
                break;
            }
            @Nullable String word = words.get(template.substring(open + 1, close));
            String shown = word == null ? template.substring(open, close + 1) : word;
            filled.append(html ? escaped(shown) : shown);
            at = close + 1;
        }
        return filled.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static Map<String, Properties> load() {
        Map<String, Properties> texts = new HashMap<>();
        LANGUAGES.forEach(language -> texts.put(language, load(language)));
        return texts;
    }

    private static Properties load(String language) {
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(MailTexts.class.getResourceAsStream(language + ".properties")),
                StandardCharsets.UTF_8)) {
            Properties properties = new Properties();
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
