package com.beachdo.forum;

import com.beachdo.platform.text.PlainText;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What in a post is common in spam and rare elsewhere. Whether it matters is for the policy of trust to say. */
enum PostSignals {
    PHONE(PlainText.MOBILE),
    UPI_ID("(?<![\\w.-])[a-z0-9][a-z0-9._-]{1,60}@[a-z][a-z0-9]{1,30}"),
    SHORT_LINK("\\b(?:wa\\.me|t\\.me|bit\\.ly|tinyurl\\.com|cutt\\.ly|is\\.gd|rb\\.gy)/"),
    ADVANCE_PAYMENT("\\b(?:pay(?:ment)?|money|amount) (?:in )?(?:advance|upfront|first)\\b"
            + "|\\badvance (?:pay|money|amount|deposit|transfer)"
            + "|\\btoken (?:amount|money|advance)"
            + "|\\b(?:paise|paisa|payment) pehle\\b|\\bpehle (?:paise|paisa|payment)\\b"
            + "|एडवांस|अग्रिम (?:भुगतान|राशि)|पहले (?:पैसे|पैसा|पेमेंट|भुगतान)"),
    /** Found in the database, not in the text. */
    REPEATED("(?!)");

    private final Pattern pattern;

    PostSignals(String pattern) {
        this(Pattern.compile(pattern));
    }

    PostSignals(Pattern pattern) {
        this.pattern = pattern;
    }

    static Set<PostSignals> of(String text) {
        String plain = PlainText.folded(text);
        Set<PostSignals> found = EnumSet.noneOf(PostSignals.class);
        for (PostSignals signal : values()) {
            if (signal.pattern.matcher(plain).find()) {
                found.add(signal);
            }
        }
        return found;
    }
}
