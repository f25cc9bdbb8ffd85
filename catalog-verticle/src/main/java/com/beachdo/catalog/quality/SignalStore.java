package com.beachdo.catalog.quality;

import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingLikeness;
import com.beachdo.catalog.v1.ListingSignal;
import com.beachdo.catalog.v1.ListingSignalKind;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The SQL of what was found about listings, so that moderation hears of it once. */
final class SignalStore {
    private SignalStore() {}

    private static final String REMEMBER =
            """
            INSERT INTO listing_signal (listing_id, kind, subject)
            SELECT $1::uuid, kind, subject FROM unnest($2::text[], $3::text[]) found (kind, subject)
            ORDER BY kind, subject
            ON CONFLICT ON CONSTRAINT listing_signal_listing_id_kind_subject_pkey DO NOTHING
            RETURNING kind, subject
            """;

    /** Those that have something new to say. */
    static Future<List<ListingSignal>> remember(Tx tx, Listing listing, List<ListingSignal> signals) {
        List<String> kinds = new ArrayList<>();
        List<String> subjects = new ArrayList<>();
        for (ListingSignal signal : signals) {
            for (String subject : subjects(signal)) {
                kinds.add(name(signal.getKind()));
                subjects.add(subject);
            }
        }
        return kinds.isEmpty()
                ? Future.succeededFuture(List.of())
                : tx.query(
                                REMEMBER,
                                UUID.fromString(listing.getId()),
                                kinds.toArray(String[]::new),
                                subjects.toArray(String[]::new))
                        .map(rows -> {
                            Set<String> fresh = new HashSet<>();
                            rows.forEach(row -> fresh.add(row.getString("kind")));
                            return signals.stream()
                                    .filter(signal -> fresh.contains(name(signal.getKind())))
                                    .toList();
                        });
    }

    private static List<String> subjects(ListingSignal signal) {
        return switch (signal.getKind()) {
            case LISTING_SIGNAL_KIND_COPIED_TEXT ->
                signal.getLikenessesList().stream()
                        .map(ListingLikeness::getListingId)
                        .toList();
            case LISTING_SIGNAL_KIND_COPIED_PICTURE ->
                signal.getLikenessesList().stream()
                        .map(like -> like.getListingId() + " " + like.getImageId() + " " + like.getLikeImageId())
                        .toList();
            case LISTING_SIGNAL_KIND_UNUSUAL_PRICE ->
                List.of(String.valueOf(signal.getPrices().getPriceAmount()));
            case LISTING_SIGNAL_KIND_CONTACT_DATA -> signal.getWordsList();
            case LISTING_SIGNAL_KIND_KNOWN_PICTURE ->
                signal.getKnownPicturesList().stream()
                        .map(like -> like.getKnownPictureId() + " " + like.getImageId())
                        .toList();
            case LISTING_SIGNAL_KIND_UNSPECIFIED, UNRECOGNIZED -> List.of();
        };
    }

    private static String name(ListingSignalKind kind) {
        return kind.name().substring("LISTING_SIGNAL_KIND_".length());
    }
}
