package com.beachdo.platform.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An environment variable as people are told of it; {@code settings.txt} beside this class has them all.
 *
 * @param group of settings that it belongs to
 * @param otherwise what holds when it is not set
 * @param values that it may have, with their unit
 */
public record Setting(String group, String name, String otherwise, String values, String what) {
    private static final List<Setting> ALL = read();
    private static final Map<String, Setting> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Setting::name, Function.identity()));

    /** In the order of the reference. */
    public static List<Setting> all() {
        return ALL;
    }

    /** Every variable of Beachdo's has to be; others are not its business. */
    public static boolean isKnown(String variable) {
        return !variable.startsWith("BEACHDO_") || BY_NAME.containsKey(variable);
    }

    /** Whether the reference names this default, unless it has words for it, and these values. */
    static boolean agrees(String variable, Object otherwise, String values) {
        Setting setting = BY_NAME.get(variable);
        if (setting == null) {
            return isKnown(variable);
        }
        boolean inWords = setting.otherwise.matches("[^0-9]*") && !setting.otherwise.matches("(true|false)\\b.*");
        return (inWords || List.of(setting.otherwise.split("[ ();,]+", -1)).contains(otherwise.toString()))
                && (setting.values + " ").startsWith(values + " ");
    }

    /** The reference, in Markdown. */
    public static String page() {
        StringBuilder page = new StringBuilder(
                """
                # Settings

                Settings are environment variables, read once at start; a wrong one stops the start with its name. *Embedded* is the
                mode of `./beachdo` without a database of your own: setting the address of a backing service turns its stand-in off.
                `./beachdo doctor` looks at all of them. This page is printed by `./beachdo settings`.
                """);
        String group = "";
        for (Setting setting : ALL) {
            if (!setting.group.equals(group)) {
                group = setting.group;
                page.append("\n## ")
                        .append(group)
                        .append("\n\n| variable | default | values | what |\n|---|---|---|---|\n");
            }
            page.append(String.format(
                    "| `%s` | %s | %s | %s |%n", setting.name, setting.otherwise, setting.values, setting.what));
        }
        return page.toString();
    }

    private static List<Setting> read() {
        List<Setting> settings = new ArrayList<>();
        String group = "";
        for (String line : text().lines().skip(1).toList()) {
            if (line.startsWith("## ")) {
                group = line.substring(3);
            } else if (!line.isBlank()) {
                String[] cells = line.split(" \\| ", 4);
                settings.add(new Setting(group, cells[0], cells[1], cells[2], cells[3]));
            }
        }
        return List.copyOf(settings);
    }

    private static String text() {
        try (InputStream file = Objects.requireNonNull(Setting.class.getResourceAsStream("settings.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
