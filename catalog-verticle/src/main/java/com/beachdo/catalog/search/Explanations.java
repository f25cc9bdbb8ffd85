package com.beachdo.catalog.search;

import com.beachdo.catalog.v1.ListListingsReply;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingExplanation;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why listings stand on a page: promoted, the words of the search that they have, and how far away they are. */
final class Explanations {
    /** A word that is asked for: one after a hyphen that follows nothing is one to leave out. */
    private static final Pattern WORD = Pattern.compile("(?<![\\p{L}\\p{M}\\p{N}])(-?)([\\p{L}\\p{M}\\p{N}]+)");

    private static final String OF =
            """
            SELECT l.listing_id,
                array(SELECT word FROM unnest($2::text[]) word
                    WHERE l.title_document @@ plainto_tsquery('listing_text', word)) AS in_title,
                array(SELECT word FROM unnest($2::text[]) word
                    WHERE l.document @@ plainto_tsquery('listing_text', word)) AS matched,
                CASE WHEN $3 THEN l.place <-> ll_to_earth($4, $5) END AS chord
            FROM listing l WHERE l.listing_id = ANY ($1)
            """;

    private final Db db;

    Explanations(Db db) {
        this.db = db;
    }

    /** @param text what was really looked for */
    Future<ListListingsReply> add(SearchFilter filter, @Nullable String text, ListListingsReply page) {
        UUID[] ids = page.getItemsList().stream()
                .map(listing -> UUID.fromString(listing.getId()))
                .toArray(UUID[]::new);
        Place place = filter.place();
        return db.query(
                        OF,
                        ids,
                        words(text),
                        place != null,
                        place == null ? 0 : place.lat(),
                        place == null ? 0 : place.lon())
                .map(found -> {
                    Map<String, ListingExplanation.Builder> explanations = new HashMap<>();
                    found.forEach(row -> explanations.put(Rows.id(row, "listing_id"), explanation(row, filter, text)));
                    return explained(page, explanations);
                });
    }

    private static String[] words(@Nullable String text) {
        return text == null
                ? new String[0]
                : WORD.matcher(text)
                        .results()
                        .filter(match -> match.group(1).isEmpty())
                        .map(match -> match.group(2).toLowerCase(Locale.ROOT))
                        .filter(word -> !word.equals("or"))
                        .distinct()
                        .toArray(String[]::new);
    }

    private static ListingExplanation.Builder explanation(Row row, SearchFilter filter, @Nullable String text) {
        List<String> inTitle = Arrays.asList(row.getArrayOfStrings("in_title"));
        ListingExplanation.Builder explanation = ListingExplanation.newBuilder()
                .addAllTitleTerms(inTitle)
                .addAllOtherTerms(Arrays.stream(row.getArrayOfStrings("matched"))
                        .filter(word -> !inTitle.contains(word))
                        .toList());
        if (text != null && !text.equals(filter.text())) {
            explanation.setCorrectedText(text);
        }
        Double chord = row.getDouble("chord");
        return chord == null ? explanation : explanation.setDistanceKm(Place.kilometres(chord));
    }

    private static ListListingsReply explained(
            ListListingsReply page, Map<String, ListingExplanation.Builder> explanations) {
        ListListingsReply.Builder reply = page.toBuilder().clearItems();
        for (Listing listing : page.getItemsList()) {
            ListingExplanation.Builder explanation =
                    explanations.getOrDefault(listing.getId(), ListingExplanation.newBuilder());
            reply.addItems(listing.toBuilder().setExplanation(explanation.setPromoted(listing.getPromoted())));
        }
        return reply.build();
    }
}
