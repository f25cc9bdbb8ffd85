package com.beachdo.catalog.pictures;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A picture that was uploaded for a listing or a message, and how far it is.
 *
 * @param belongsTo the listing it was uploaded for, or the user whose it is when it is private
 * @param isPrivate whether it was uploaded for a message
 * @param size in bytes, as announced
 * @param attempt how often its processing began
 * @param abandoned whether the present attempt took so long that nobody is at it any more
 * @param image as it stands in {@code listing.images}
 */
record Picture(
        UUID id,
        UUID belongsTo,
        boolean isPrivate,
        PictureStatus status,
        PictureFormat format,
        long size,
        int attempt,
        boolean abandoned,
        JsonObject image) {
    static final long MAX_BYTES = 10_485_760;

    static Picture of(Row row) {
        return new Picture(
                row.getUUID("picture_id"),
                row.getUUID("belongs_to"),
                row.getBoolean("private"),
                PictureStatus.valueOf(row.getString("status")),
                format(row.getString("content_type")),
                row.getLong("size"),
                row.getInteger("attempt"),
                row.getBoolean("abandoned"),
                row.getJsonObject("image"));
    }

    private static PictureFormat format(String contentType) {
        PictureFormat format = PictureFormat.of(contentType);
        if (format == null) {
            throw new IllegalStateException("picture.content_type is " + contentType);
        }
        return format;
    }

    /** Whether it waits for somebody to process it. */
    boolean isWaiting() {
        return status == PictureStatus.PENDING || (status == PictureStatus.PROCESSING && abandoned);
    }

    /** Where in the staging bucket it is uploaded to. */
    String uploadKey() {
        return uploadKey(belongsTo.toString(), id);
    }

    static String uploadKey(String belongsTo, UUID id) {
        return "staging/" + belongsTo + "/" + id;
    }

    /** Where in the media bucket, or the private one, its sizes are. */
    List<String> mediaKeys() {
        return Publication.withWebp(Stream.of(Rendition.values())
                .map(rendition -> image.getString(rendition.title()))
                .filter(key -> key != null)
                .toList());
    }
}
