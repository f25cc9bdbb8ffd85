package com.beachdo.forum;

import com.beachdo.forum.v1.NotificationKind;
import com.beachdo.forum.v1.PushLanguage;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

/** What a device shows by itself, in one language. */
final class PushTexts {
    private static final String PREFIX = "PUSH_LANGUAGE_";
    private static final Map<String, PushTexts> ALL = Arrays.stream(PushLanguage.values())
            .filter(language ->
                    language != PushLanguage.PUSH_LANGUAGE_UNSPECIFIED && language != PushLanguage.UNRECOGNIZED)
            .map(language -> language.name().substring(PREFIX.length()))
            .collect(Collectors.toUnmodifiableMap(language -> language, PushTexts::load));

    private final Properties headings;

    private PushTexts(Properties headings) {
        this.headings = headings;
    }

    static PushTexts of(String language) {
        return Objects.requireNonNull(ALL.get(language));
    }

    /** Every kind has one in every language: a missing one stops the start. */
    private static PushTexts load(String language) {
        String file = "push/" + language.toLowerCase(Locale.ROOT) + ".properties";
        Properties headings = new Properties();
        try (Reader text = new InputStreamReader(
                Objects.requireNonNull(PushTexts.class.getResourceAsStream(file)), StandardCharsets.UTF_8)) {
            headings.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (NotificationKind kind : Preferences.KINDS) {
            String name = kind.name().substring("NOTIFICATION_KIND_".length());
            if (headings.getProperty(name) == null) {
                throw new IllegalStateException(file + " does not say " + name);
            }
        }
        return new PushTexts(headings);
    }

    String heading(String kind) {
        return headings.getProperty(kind);
    }

    /** As a mail shows it. */
    String text(String title, int count) {
        return count > 1 ? title + " (" + count + ")" : title;
    }
}
