package com.beachdo.catalog.pictures;

import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a listing shows, while its row is locked.
 *
 * @param images in the seller's order, as in {@code listing.images}
 */
record ListingPictures(UUID listingId, UUID sellerId, String title, String status, JsonArray images) {
    static final int MOST = 12;

    private static final Set<String> LIVE = Set.of("ACTIVE", "EXPIRED");
    private static final Set<String> UNREVIEWED = Set.of("DRAFT", "CHANGES_REQUESTED", "PENDING_REVIEW");
    private static final Set<String> EDITABLE = Set.of("DRAFT", "CHANGES_REQUESTED", "PENDING_REVIEW", "ACTIVE");

    static ListingPictures of(Row row) {
        return new ListingPictures(
                row.getUUID("listing_id"),
                row.getUUID("seller_id"),
                row.getString("title"),
                row.getString("status"),
                row.getJsonArray("images"));
    }

    void requireEditable() {
        if (!EDITABLE.contains(status)) {
            throw RpcException.conflict("listing.not_editable", "This listing cannot be changed any more.");
        }
    }

    boolean isFull() {
        return images.size() >= MOST;
    }

    ListingPictures with(Picture picture) {
        return withImages(images.copy().add(picture.image()));
    }

    ListingPictures without(Set<UUID> ids) {
        JsonArray left = new JsonArray();
        for (int i = 0; i < images.size(); i++) {
            if (!ids.contains(id(images.getJsonObject(i)))) {
                left.add(images.getJsonObject(i));
            }
        }
        return withImages(left);
    }

    /** With the picture as it is now. One that is ready after its listing was reviewed waits for a review of its own. */
    ListingPictures withChanged(Picture picture) {
        boolean unreviewed = picture.status() == PictureStatus.READY && !UNREVIEWED.contains(status);
        JsonObject image = unreviewed ? picture.image().copy().put("unreviewed", true) : picture.image();
        JsonArray changed = new JsonArray();
        for (int i = 0; i < images.size(); i++) {
            JsonObject old = images.getJsonObject(i);
            changed.add(id(old).equals(picture.id()) ? image : old);
        }
        return withImages(changed);
    }

    /** Whether pictures came to a live listing that nobody has reviewed. */
    boolean proposesMoreThan(ListingPictures before) {
        return LIVE.contains(status) && unreviewed() > before.unreviewed();
    }

    private long unreviewed() {
        return images.stream().filter(image -> isUnreviewed((JsonObject) image)).count();
    }

    private static boolean isUnreviewed(JsonObject image) {
        return image.getBoolean("unreviewed", false);
    }

    ListingPictures inOrder(List<UUID> ids) {
        Map<UUID, JsonObject> byId = new HashMap<>();
        for (int i = 0; i < images.size(); i++) {
            byId.put(id(images.getJsonObject(i)), images.getJsonObject(i));
        }
        if (ids.size() != byId.size() || !new HashSet<>(ids).equals(byId.keySet())) {
            throw RpcException.invalid(
                    "picture.order_incomplete", "/imageIds", "must name every picture of the listing once");
        }
        return withImages(new JsonArray(ids.stream().map(byId::get).toList()));
    }

    boolean shows(UUID id) {
        return without(Set.of(id)).images.size() < images.size();
    }

    /** What stands for the listing in lists; null when nothing does yet. */
    @Nullable
    String cover() {
        for (int i = 0; i < images.size(); i++) {
            String thumb = images.getJsonObject(i).getString(Rendition.THUMB.title());
            if (thumb != null && !isUnreviewed(images.getJsonObject(i))) {
                return thumb;
            }
        }
        return null;
    }

    private ListingPictures withImages(JsonArray images) {
        return new ListingPictures(listingId, sellerId, title, status, images);
    }

    private static UUID id(JsonObject image) {
        return UUID.fromString(image.getString("id"));
    }
}
