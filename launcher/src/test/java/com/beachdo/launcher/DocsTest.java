package com.beachdo.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What documents tell people to type is understood, and what they link to is there. */
class DocsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```[a-z]*\n(.*?)^ *```");
    private static final Pattern INLINE = Pattern.compile("`(\\./beachdo[^`]*)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)(?:#[^)]*)?\\)");

    @Test
    void everyCommandOfBeachdoIsUnderstood() throws IOException {
        int found = 0;
        for (Path page : pages()) {
            for (String command : commands(Files.readString(page))) {
                found++;
                assertThatCode(() -> CommandLine.parse(arguments(command)))
                        .as("%s: %s", page, command)
                        .doesNotThrowAnyException();
            }
        }
        assertThat(found).isGreaterThan(20);
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        int found = 0;
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                found++;
                assertThat(page.resolveSibling(link.group(1)).normalize())
                        .as("%s links to %s", page, link.group(1))
                        .exists();
            }
        }
        assertThat(found).isGreaterThan(50);
    }

    /** In blocks a command begins after what is set for it, and ends before a remark. */
    private static List<String> commands(String page) {
        List<String> commands = new ArrayList<>();
        Matcher block = BLOCK.matcher(page);
        while (block.find()) {
            block.group(1)
                    .lines()
                    .filter(line -> line.matches("( *|[A-Z_]+=\\S* +)*\\./beachdo( .*)?"))
                    .map(line -> line.substring(line.indexOf("./beachdo")))
                    .forEach(commands::add);
        }
        Matcher inline = INLINE.matcher(BLOCK.matcher(page).replaceAll(""));
        while (inline.find()) {
            commands.add(inline.group(1));
        }
        return commands;
    }

    private static List<String> arguments(String command) {
        String text = command.replaceAll(" #.*| *&.*| *>.*| *\\|.*", "").replace("N", "5");
        return Arrays.stream(text.substring("./beachdo".length()).strip().split("\\s+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String folder : List.of("docs", "clients", "helm/beachdo", "deploy")) {
            try (Stream<Path> all = Files.walk(ROOT.resolve(folder))) {
                all.filter(path -> path.toString().endsWith(".md")
                                && !path.toString().contains("node_modules"))
                        .forEach(pages::add);
            }
        }
        try (Stream<Path> top = Files.list(ROOT)) {
            top.filter(path -> path.toString().endsWith(".md")).forEach(pages::add);
        }
        return pages;
    }
}
