package com.beachdo.forum;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.platform.rpc.RpcException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MarkdownSpeedTest {
    static Stream<Arguments> pathological() {
        return Stream.of(
                        "*",
                        "**",
                        "***",
                        "_",
                        "*a ",
                        "a**b",
                        "*_",
                        "**_*__",
                        "[",
                        "]",
                        "[a](",
                        "[a](<",
                        "![",
                        "![[]()",
                        "[a](b)",
                        "[[]",
                        "`",
                        "`a``b",
                        "<",
                        "<a ",
                        "<!--",
                        "<?",
                        "<![CDATA[",
                        "&",
                        "&a",
                        "> ",
                        ">",
                        "- ",
                        "1. ",
                        "* - + ",
                        "\t",
                        "\\",
                        "\\\n",
                        "\n",
                        " \n",
                        "    a\n",
                        "#",
                        "# a\n",
                        "a\n=\n",
                        "---\n",
                        "```\n",
                        "~~~~",
                        "<https://a.b>",
                        "<a@b.c>",
                        "[a]: b\n",
                        "[a]: b\n\n[a]",
                        "[a]:",
                        "[^",
                        "|",
                        "a b\n> c\n",
                        "- a\n\n",
                        "-\n",
                        "\u0905",
                        "\ud83c\udfcf",
                        "'",
                        "\"",
                        "[\\",
                        "[]()",
                        "<p>",
                        "&#0;",
                        "x ",
                        "(",
                        "[x](((",
                        "[x](\\",
                        "[x](a \"",
                        "[a][b]",
                        "**a*",
                        "*a**",
                        "__a_",
                        "*a_b ")
                .map(unit -> Arguments.of(unit, unit.repeat(20_000 / unit.length())));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("pathological")
    void rendersAnyRepetitionFast(String unit, String source) {
        long start = System.nanoTime();
        String html = tryRender(source);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertThat(took).isLessThan(Duration.ofSeconds(5));
    }

    static Stream<Arguments> nested() {
        int half = 10_000;
        return Stream.of(
                Arguments.of("emphasis", "*".repeat(half) + "a" + "*".repeat(half)),
                Arguments.of("mixed emphasis", "*a _b ".repeat(1_600) + "c_ d* ".repeat(1_600)),
                Arguments.of("links", "[".repeat(half) + "a" + "](b)".repeat(2_500)),
                Arguments.of("pictures", "![".repeat(2_800) + "a" + "](b)".repeat(2_800)),
                Arguments.of("quotes", ">".repeat(19_999) + "a"),
                Arguments.of("lists", "- ".repeat(9_999) + "a"),
                Arguments.of(
                        "steps",
                        Stream.iterate(0, depth -> depth + 1)
                                .limit(190)
                                .map(depth -> " ".repeat(depth) + "- a\n")
                                .reduce("", String::concat)),
                Arguments.of("parentheses", "[a](" + "(".repeat(half) + ")".repeat(half - 10) + ")"),
                Arguments.of("backticks", backticks()),
                Arguments.of("references", references()),
                Arguments.of("unclosed", "*a **a ".repeat(2_800)),
                Arguments.of("alternating", "a**b" + "c* ".repeat(6_600)));
    }

    private static String backticks() {
        StringBuilder text = new StringBuilder();
        for (int length = 1; text.length() + length + 2 < 20_000; length++) {
            text.append("e").append("`".repeat(length));
        }
        return text.toString();
    }

    private static String references() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < 19_000; i++) {
            text.append("[").append(i).append("]: /").append(i).append("\n");
        }
        return text.toString();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("nested")
    void rendersAnyNestingFast(String name, String source) {
        long start = System.nanoTime();
        String html = tryRender(source);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertThat(took).isLessThan(Duration.ofSeconds(5));
    }

    private static String tryRender(String source) {
        try {
            return Markdown.toHtml(source);
        } catch (RpcException tooLarge) {
            assertThat(tooLarge.code()).isEqualTo("request.invalid");
            return "";
        }
    }
}
