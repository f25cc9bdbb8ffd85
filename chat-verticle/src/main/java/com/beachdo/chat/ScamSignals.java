package com.beachdo.chat;

import com.beachdo.chat.v1.Message;
import com.beachdo.platform.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

    private static final Map<String, List<Pattern>> SIGNALS = new java.util.LinkedHashMap<>();

    static {
        SIGNALS.put("PHONE", List.of(PlainText.MOBILE, SPOKEN_MOBILE));
        // an address without a domain's dot; e-mail addresses have one
        SIGNALS.put(
                "UPI_ID",
                List.of(Pattern.compile("[a-z0-9][a-z0-9._-]{1,100}@[a-z][a-z0-9]{1,30}(?![a-z0-9]|[.-][a-z0-9])")));
        SIGNALS.put(
                "LINK",
                List.of(
                        Pattern.compile("https?://|\\bwww\\.[a-z0-9]"),
                        Pattern.compile("\\b(?:wa\\.me|t\\.me|bit\\.ly|tinyurl\\.com|cutt\\.ly)/"),
                        Pattern.compile(
                                "(?<![@a-z0-9.-])[a-z0-9-]{2,63}\\.(?:com|in|net|org|xyz|top|link|site|shop|info|online)\\b")));
        SIGNALS.put(
                ADVANCE_PAYMENT,
                List.of(
                        Pattern.compile("\\b(?:pay(?:ment)?|money|amount) (?:in )?(?:advance|upfront|first)\\b"),
                        Pattern.compile("\\badvance (?:pay|money|amount|deposit|transfer|de|dena|do|bhej|kar|dal)"),
                        Pattern.compile("\\btoken (?:amount|money|advance|de|bhej|kar)"),
                        Pattern.compile("\\b(?:scan|send|share)\\b.{0,20}\\b(?:qr|otp)\\b"),
                        Pattern.compile(
                                "\\b(?:courier|delivery|transport|registration|gate ?pass) (?:charge|fee)s? (?:first|in advance|pehle)"),
                        Pattern.compile("\\brefundable (?:deposit|amount|fee)"),
                        Pattern.compile(
                                "\\bpehle (?:paise|paisa|payment|advance)\\b|\\b(?:paise|paisa|payment) pehle\\b"),
                        Pattern.compile("\\b(?:qr|otp)\\b.{0,15}\\b(?:scan|bata|bhej|share|de do)"),
                        Pattern.compile("एडवांस|अग्रिम (?:भुगतान|राशि)|टोकन (?:राशि|मनी|अमाउंट)"),
                        Pattern.compile("पहले (?:पैसे|पैसा|पेमेंट|भुगतान)|(?:पैसे|पेमेंट) पहले"),
                        Pattern.compile("(?:ओटीपी|क्यूआर).{0,15}(?:बता|भेज|स्कैन|शेयर)")));
    }

    private ScamSignals() {}

    static List<String> of(String text) {
        String plain = PlainText.folded(text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text);
        List<String> found = new ArrayList<>();
        SIGNALS.forEach((signal, patterns) -> {
            if (patterns.stream().anyMatch(pattern -> pattern.matcher(plain).find())) {
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
