package com.beachdo.forum;

import com.beachdo.platform.rpc.RpcException;
import java.util.List;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * CommonMark to HTML that is safe to show: raw HTML stays text, pictures become links, links carry no credit, and only
 * elements of a short list come out. Nesting and output are bounded, so the time is too.
 */
final class Markdown {
    private static final int MAX_NESTING = 20;
    private static final int MAX_HTML = 200_000;
    private static final String REL = "nofollow ugc noopener";

    private static final Parser PARSER = Parser.builder()
            .maxOpenBlockParsers(MAX_NESTING)
            .maxInlineNesting(MAX_NESTING)
            .build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            .urlSanitizer(new DefaultUrlSanitizer(List.of("http", "https", "mailto")))
            .percentEncodeUrls(true)
            .nodeRendererFactory(PictureLink::new)
            .build();
    private static final PolicyFactory ALLOWED = new HtmlPolicyBuilder()
            .allowElements(
                    "p",
                    "br",
                    "hr",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "em",
                    "strong",
                    "code",
                    "pre",
                    "blockquote",
                    "ul",
                    "ol",
                    "li")
            .allowElements(Markdown::link, "a")
            .allowAttributes("href")
            .matching(Markdown::isAbsolute)
            .onElements("a")
            .allowAttributes("start")
            .matching(Markdown::isShortNumber)
            .onElements("ol")
            .allowUrlProtocols("http", "https", "mailto")
            .toFactory();

    private Markdown() {}

    static String toHtml(String source) {
        BoundedText raw = new BoundedText(MAX_HTML);
        try {
            RENDERER.render(PARSER.parse(source), raw);
        } catch (BoundedText.Full e) {
            throw tooLarge();
        }
        String html = ALLOWED.sanitize(raw.toString()).strip();
        if (html.length() > MAX_HTML) {
            throw tooLarge();
        }
        return html;
    }

    /** A link without a target that may stand is text. */
    private static @Nullable String link(String tag, List<String> attributes) {
        if (!attributes.contains("href")) {
            return null;
        }
        attributes.addAll(List.of("rel", REL));
        return tag;
    }

    private static boolean isAbsolute(String url) {
        return url.regionMatches(true, 0, "https://", 0, 8)
                || url.regionMatches(true, 0, "http://", 0, 7)
                || url.regionMatches(true, 0, "mailto:", 0, 7);
    }

    private static boolean isShortNumber(String value) {
        return value.length() <= 9 && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static RpcException tooLarge() {
        return RpcException.invalid("request.invalid", "/body", "is too large once its markup is shown");
    }
}
