package com.beachdo.chat;

import com.beachdo.chat.v1.Message;
import com.beachdo.platform.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What in a text its reader should beware of: ways around the marketplace, and phrases of those who want money first. In
 * English, Hindi, and Hindi in Latin letters.
 */
final class ScamSignals {
    static final String ADVANCE_PAYMENT = "ADVANCE_PAYMENT";

    private static final int MAX_LENGTH = 4_000;
    private static final String DIGIT_WORD =
            "(?:zero|shunya|one|ek|two|three|teen|four|char|chaar|five|panch|paanch|six|chhe|che|seven|saat|eight|aath|nine|nau|do)";
    private static final Pattern SPOKEN_MOBILE =
            Pattern.compile("\\b" + DIGIT_WORD + "(?:[\\s,.-]{1,3}" + DIGIT_WORD + "){7,}\\b");

    /** The least a spoken number takes: eight words of two letters, and what is between them. */
    private static final int SPOKEN_LENGTH = 23;

    private static final int MOBILE_DIGITS = 10;

    private static final Map<String, List<Rule>> SIGNALS = new java.util.LinkedHashMap<>();

    /**
     * A pattern, and what a text has that may match it: most have nothing of it, and finding that out is much cheaper.
     */
    private record Rule(Predicate<String> mayMatch, Pattern pattern) {
        /** @param words one of which each match has */
        static Rule of(String pattern, String... words) {
            List<String> any = List.of(words);
            return new Rule(text -> any.stream().anyMatch(text::contains), Pattern.compile(pattern));
        }

        boolean matches(String text) {
            return mayMatch.test(text) && pattern.matcher(text).find();
        }
    }

    static {
        SIGNALS.put(
                "PHONE",
                List.of(
                        new Rule(ScamSignals::hasTenDigits, PlainText.MOBILE),
                        new Rule(text -> text.length() >= SPOKEN_LENGTH, SPOKEN_MOBILE)));
        // an address without a domain's dot; e-mail addresses have one
        SIGNALS.put(
                "UPI_ID",
                List.of(Rule.of("[a-z0-9][a-z0-9._-]{1,100}@[a-z][a-z0-9]{1,30}(?![a-z0-9]|[.-][a-z0-9])", "@")));
        SIGNALS.put(
                "LINK",
                List.of(
                        Rule.of("https?://|\\bwww\\.[a-z0-9]", "://", "www."),
                        Rule.of("\\b(?:wa\\.me|t\\.me|bit\\.ly|tinyurl\\.com|cutt\\.ly)/", "/"),
                        Rule.of(
                                "(?<![@a-z0-9.-])[a-z0-9-]{2,63}\\.(?:com|in|net|org|xyz|top|link|site|shop|info|online)\\b",
                                ".")));
        SIGNALS.put(
                ADVANCE_PAYMENT,
                List.of(
                        Rule.of(
                                "\\b(?:pay(?:ment)?|money|amount) (?:in )?(?:advance|upfront|first)\\b",
                                "advance",
                                "upfront",
                                "first"),
                        Rule.of("\\badvance (?:pay|money|amount|deposit|transfer|de|dena|do|bhej|kar|dal)", "advance"),
                        Rule.of("\\btoken (?:amount|money|advance|de|bhej|kar)", "token"),
                        Rule.of("\\b(?:scan|send|share)\\b.{0,20}\\b(?:qr|otp)\\b", "qr", "otp"),
                        Rule.of(
                                "\\b(?:courier|delivery|transport|registration|gate ?pass) (?:charge|fee)s? (?:first|in advance|pehle)",
                                "charge",
                                "fee"),
                        Rule.of("\\brefundable (?:deposit|amount|fee)", "refundable"),
                        Rule.of(
                                "\\bpehle (?:paise|paisa|payment|advance)\\b|\\b(?:paise|paisa|payment) pehle\\b",
                                "pehle"),
                        Rule.of("\\b(?:qr|otp)\\b.{0,15}\\b(?:scan|bata|bhej|share|de do)", "qr", "otp"),
                        Rule.of("एडवांस|अग्रिम (?:भुगतान|राशि)|टोकन (?:राशि|मनी|अमाउंट)", "एडवांस", "अग्रिम", "टोकन"),
                        Rule.of("पहले (?:पैसे|पैसा|पेमेंट|भुगतान)|(?:पैसे|पेमेंट) पहले", "पहले"),
                        Rule.of("(?:ओटीपी|क्यूआर).{0,15}(?:बता|भेज|स्कैन|शेयर)", "ओटीपी", "क्यूआर")));
    }

    private static boolean hasTenDigits(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                digits++;
            }
        }
        return digits >= MOBILE_DIGITS;
    }

    private ScamSignals() {}

    static List<String> of(String text) {
        String plain = PlainText.folded(text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text);
        List<String> found = new ArrayList<>();
        SIGNALS.forEach((signal, rules) -> {
            if (rules.stream().anyMatch(rule -> rule.matches(plain))) {
                found.add(signal);
            }
        });
        return found;
    }

    /** The message as somebody gets it: the sender is not told what others are warned of. */
    static Message shownTo(UUID userId, Message message) {
        if (!message.hasText() || message.getSenderId().equals(userId.toString())) {
            return message;
        }
        List<String> warnings = of(message.getText());
        return warnings.isEmpty()
                ? message
                : message.toBuilder().addAllWarnings(warnings).build();
    }
}
