package com.beachdo.catalog.quality;

import com.beachdo.catalog.v1.Listing;
import com.beachdo.platform.text.PlainText;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Ways to deal past Beachdo in a text: telephone numbers, addresses of mail and payment, links. */
public final class ContactData {
    private static final int MOST = 5;
    private static final int LONGEST = 80;
    private static final List<Pattern> PATTERNS = List.of(
            Pattern.compile("(?<!\\d)(?:\\+?91[\\s-]?|0)?[6-9]\\d{4}[\\s-]?\\d{5}(?!\\d)"),
            Pattern.compile("(?<!\\d)[6-9](?:[\\s.,_*-]{1,3}\\d){9}(?![\\s.,_*-]{0,3}\\d)"),
            Pattern.compile("[\\w.-]{2,}@[a-z][\\w.-]*", Pattern.CASE_INSENSITIVE),
            Pattern.compile("(?:https?://|www\\.|wa\\.me/|t\\.me/)\\S*", Pattern.CASE_INSENSITIVE),
            Pattern.compile("(?<![@/\\w.-])(?:[\\w-]+\\.)+(?:com|net|org|co\\.in)\\b", Pattern.CASE_INSENSITIVE));

    private ContactData() {}

    public static boolean any(Listing listing) {
        return !in(listing).isEmpty();
    }

    /** The words in question, none twice; the first few. */
    static List<String> in(Listing listing) {
        Set<String> found = new LinkedHashSet<>(in(listing.getTitle()));
        found.addAll(in(listing.getDescription()));
        return found.stream().limit(MOST).toList();
    }

    static List<String> in(String text) {
        // of every width, too
        String plain = PlainText.digits(Normalizer.normalize(text, Normalizer.Form.NFKC));
        List<String> found = new ArrayList<>();
        for (Pattern pattern : PATTERNS) {
            pattern.matcher(plain)
                    .results()
                    .map(match -> match.group().length() <= LONGEST
                            ? match.group()
                            : match.group().substring(0, LONGEST))
                    .forEach(found::add);
        }
        return found;
    }
}
