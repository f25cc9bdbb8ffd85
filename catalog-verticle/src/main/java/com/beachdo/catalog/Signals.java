package com.beachdo.catalog;

import com.beachdo.catalog.v1.Listing;
import java.util.regex.Pattern;

/** What sends a listing to staff whatever the policy of reviews says: ways to deal past Beachdo. */
final class Signals {
    private static final Pattern PHONE = Pattern.compile("(?<!\\d)(?:\\+?91[\\s-]?|0)?[6-9]\\d{4}[\\s-]?\\d{5}(?!\\d)");
    private static final Pattern PAYMENT = Pattern.compile("[\\w.-]{2,}@[a-z]{2,}", Pattern.CASE_INSENSITIVE);
    private static final Pattern LINK = Pattern.compile("https?://|www\\.|wa\\.me/|t\\.me/", Pattern.CASE_INSENSITIVE);

    private Signals() {}

    static boolean any(Listing listing) {
        return any(listing.getTitle()) || any(listing.getDescription());
    }

    static boolean any(String text) {
        return PHONE.matcher(text).find()
                || PAYMENT.matcher(text).find()
                || LINK.matcher(text).find();
    }
}
