package com.beachdo.forum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.platform.rpc.RpcException;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
    /** Tags as they come out: one of the list, with no attributes but those of links and lists. */
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    private static final Pattern ALLOWED_TAG = Pattern.compile(
            "</?(p|h[1-6]|em|strong|code|pre|blockquote|ul|ol|li|a)>|<(br|hr) />|<!-- -->|<ol start=\"\\d{1,9}\">"
                    + "|<a href=\"(https?://|mailto:)[^\"<>\\s]*\" rel=\"nofollow ugc noopener\">");

    @Test
    void rendersCommonMark() {
        assertThat(Markdown.toHtml("# Title\n\nSome *soft* and **loud** `code`\n\n- one\n- two\n\n> said"))
                .isEqualTo(
                        """
                        <h1>Title</h1>
                        <p>Some <em>soft</em> and <strong>loud</strong> <code>code</code></p>
                        <ul><li>one</li><li>two</li></ul>
                        <blockquote>
                        <p>said</p>
                        </blockquote>""");
    }

    @Test
    void marksLinksAsOthersWords() {
        assertThat(Markdown.toHtml("[shop](https://example.com/a?b=1&c=2 \"title\") <mailto:a@example.com>"))
                .isEqualTo(
                        """
                        <p><a href="https://example.com/a?b&#61;1&amp;c&#61;2" rel="nofollow ugc noopener">shop</a> \
                        <a href="mailto:a&#64;example.com" rel="nofollow ugc noopener">mailto:a&#64;example.com</a></p>""");
    }

    @Test
    void showsPicturesAsLinks() {
        assertThat(Markdown.toHtml("![a *cat*](https://example.com/cat.png)"))
                .isEqualTo(
                        """
                        <p><a href="https://example.com/cat.png" rel="nofollow ugc noopener">a <em>cat</em></a></p>""");
    }

    @Test
    void keepsIndianScripts() {
        assertThat(Markdown.toHtml("**नमस्ते** दोस्तों 🏏"))
                .isEqualTo("<p><strong>नमस्ते</strong> दोस्तों &#x1f3cf;</p>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<scr<script>ipt>alert(1)</scr</script>ipt>",
                "<img src=x onerror=alert(1)>",
                "<svg/onload=alert(1)>",
                "<a href='javascript:alert(1)'>x</a>",
                "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
                "<style>@import 'https://evil.example';</style>",
                "<!-- --><script>alert(1)</script> -->",
                "<![CDATA[<script>alert(1)</script>]]>",
                "<?php echo 1 ?>",
                "<details open ontoggle=alert(1)>",
                "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
                "[x](javascript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "[x](java&#10;script:alert(1))",
                "[x](&#106;avascript:alert(1))",
                "[x](&#x6A&#x61;vascript:alert(1))",
                "[x](<java\tscript:alert(1)>)",
                "[x]( javascript:alert(1))",
                "[x](\u0001javascript:alert(1))",
                "[x](vbscript:msgbox(1))",
                "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
                "[x](file:///etc/passwd)",
                "[x](//evil.example/a)",
                "[x](/v1/me)",
                "![x](javascript:alert(1))",
                "![x](data:image/svg+xml;base64,PHN2Zz4=)",
                "[![x](javascript:alert(1))](https://example.com)",
                "<javascript:alert(1)>",
                "<data:text/html,alert>",
                "[x]\n\n[x]: javascript:alert(1)",
                "[x][y]\n\n[y]: data:text/html,<script>alert(1)</script>",
                "[x](https://example.com/\"onmouseover=\"alert(1))",
                "[x](https://example.com 'a\" onclick=\"alert(1)')",
                "[x](<https://example.com/> onclick=alert(1))",
                "```js\"><script>alert(1)</script>\ncode\n```",
                "`<script>alert(1)</script>`",
                "    <script>alert(1)</script>",
                "# <img src=x onerror=alert(1)>",
                "- <b onclick=alert(1)>x",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
                "&#60;script&#62;alert(1)",
                "**<script>**alert(1)**</script>**",
                "<a href=\"https://a\" onclick=\"alert(1)\">[x](javascript:alert(2))</a>",
                "[<img src=x onerror=alert(1)>](https://example.com)",
                "[a](https://a[b](javascript:alert(1)))",
                "{{constructor.constructor('alert(1)')()}}",
                "\u2028<script>\u2029",
                "<x onclick=alert(1)//\n\n<script\n>alert(1)</script\n>",
            })
    void makesAttacksHarmless(String attack) {
        String html = Markdown.toHtml(attack);

        assertHarmless(html);
    }

    @Test
    void makesAnyMixtureHarmless() {
        String[] parts = {
            "<script>",
            "</script>",
            "<img src=x onerror=alert(1)>",
            "[a](",
            "javascript:alert(1)",
            ")",
            "![",
            "]",
            "](",
            "<https://a.example/",
            ">",
            "\"",
            "'",
            " onclick=alert(1) ",
            "`",
            "```\n",
            "*",
            "**",
            "_",
            "\n",
            "\n\n",
            "> ",
            "- ",
            "1. ",
            "# ",
            "    ",
            "&lt;",
            "&#60;",
            "&#x3c;",
            "<!--",
            "-->",
            "<![CDATA[",
            "\\",
            "a",
            "[r]",
            "[r]: ",
            "data:text/html,",
            "https://b.example",
            "\t",
            "<a href=",
            "{{",
            "\u2028"
        };
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder source = new StringBuilder();
            for (int part = random.nextInt(40); part >= 0; part--) {
                source.append(parts[random.nextInt(parts.length)]);
            }
            assertHarmless(Markdown.toHtml(source.toString()));
        }
    }

    private static void assertHarmless(String html) {
        assertThat(TAG.matcher(html).results().map(MatchResult::group))
                .allSatisfy(tag -> assertThat(tag).matches(ALLOWED_TAG));
        assertThat(TAG.matcher(html).replaceAll("")).doesNotContain("<");
    }

    @Test
    void refusesMarkupThatGrowsWithoutBound() {
        String amplified = "[a]: https://example.com/" + "x".repeat(9_000) + "\n\n" + "[a]".repeat(3_600);

        assertThatThrownBy(() -> Markdown.toHtml(amplified))
                .isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.fields())
                        .singleElement()
                        .satisfies(field -> assertThat(field.pointer()).isEqualTo("/body")));
    }
}
