package com.beachdo.moderation;

import com.beachdo.catalog.v1.KnownPictureLikeness;
import com.beachdo.catalog.v1.ListingLikeness;
import com.beachdo.catalog.v1.ListingSignal;
import com.beachdo.catalog.v1.ListingSignalKind;
import com.beachdo.catalog.v1.PriceSpread;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What a rule found about a listing, as staff reads it in the evidence of a case. */
final class SignalEvidence {
    private SignalEvidence() {}

    static String name(ListingSignalKind kind) {
        return kind.name().substring("LISTING_SIGNAL_KIND_".length());
    }

    static JsonObject of(ListingSignal signal) {
        JsonObject evidence = new JsonObject().put("kind", name(signal.getKind()));
        if (signal.getLikenessesCount() > 0) {
            JsonArray like = new JsonArray();
            signal.getLikenessesList().forEach(one -> like.add(of(one)));
            evidence.put("like", like);
        }
        if (signal.hasPrices()) {
            evidence.put("prices", of(signal.getPrices()));
        }
        if (signal.getWordsCount() > 0) {
            JsonArray words = new JsonArray();
            signal.getWordsList().forEach(words::add);
            evidence.put("words", words);
        }
        if (signal.getKnownPicturesCount() > 0) {
            JsonArray known = new JsonArray();
            signal.getKnownPicturesList().forEach(one -> known.add(of(one)));
            evidence.put("knownPictures", known);
        }
        return evidence;
    }

    private static JsonObject of(KnownPictureLikeness like) {
        return new JsonObject()
                .put("knownPicture", like.getKnownPictureId())
                .put("picture", like.getImageId())
                .put("percent", like.getPercent())
                .put("ground", Names.of(like.getGround()));
    }

    private static JsonObject of(ListingLikeness like) {
        JsonObject one = new JsonObject()
                .put("listing", like.getListingId())
                .put("seller", like.getSellerId())
                .put("percent", like.getPercent());
        return like.getImageId().isEmpty()
                ? one
                : one.put("picture", like.getImageId()).put("likePicture", like.getLikeImageId());
    }

    private static JsonObject of(PriceSpread prices) {
        return new JsonObject()
                .put("priceAmount", prices.getPriceAmount())
                .put("lowerQuartileAmount", prices.getLowerQuartileAmount())
                .put("medianAmount", prices.getMedianAmount())
                .put("upperQuartileAmount", prices.getUpperQuartileAmount())
                .put("sample", prices.getSample());
    }
}
