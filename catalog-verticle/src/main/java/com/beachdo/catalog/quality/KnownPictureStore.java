package com.beachdo.catalog.quality;

import com.beachdo.catalog.v1.AddKnownPictureRequest;
import com.beachdo.catalog.v1.KnownPicture;
import com.beachdo.catalog.v1.KnownPictureLikeness;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.moderation.v1.ReportReason;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Page;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of pictures that staff knows to be bad. */
final class KnownPictureStore {
    /** The list is read whole for each new picture, so that none is overlooked. */
    static final int MOST = 10_000;

    private static final int HASH_BITS = 64;
    private static final String LIST = "known-pictures";
    private static final List<String> FIRST = List.of("9999-01-01T00:00:00Z", "ffffffff-ffff-ffff-ffff-ffffffffffff");
    private static final String COLUMNS = "known_picture_id, image_id, ground, note, added_by, added_at";

    private final Db db;

    KnownPictureStore(Db db) {
        this.db = db;
    }

    /** A picture of a listing, and what it looks like; null when there is too little to see. */
    record Look(@Nullable Long hash) {}

    private static final String LOOK =
            "SELECT perceptual_hash FROM picture WHERE picture_id = $1 AND listing_id IS NOT NULL AND status = 'READY'";

    static Future<Optional<Look>> look(Tx tx, UUID image) {
        return tx.query(LOOK, image)
                .map(rows -> rows.stream().findFirst().map(row -> new Look(row.getLong("perceptual_hash"))));
    }

    private static final String LOCK = "LOCK TABLE known_picture IN SHARE ROW EXCLUSIVE MODE";
    private static final String COUNT = "SELECT count(*) AS total FROM known_picture";

    /** Whether there is room, held until the end of the transaction. */
    static Future<Boolean> hasRoom(Tx tx) {
        return tx.query(LOCK)
                .compose(locked -> tx.query(COUNT))
                .map(rows -> rows.iterator().next().getLong("total") < MOST);
    }

    private static final String OF_HASH = "SELECT " + COLUMNS + " FROM known_picture WHERE perceptual_hash = $1";

    static Future<Optional<KnownPicture>> ofHash(Tx tx, long hash) {
        return tx.query(OF_HASH, hash).map(rows -> rows.stream().findFirst().map(KnownPictureStore::read));
    }

    private static final String ADD =
            """
            INSERT INTO known_picture (known_picture_id, perceptual_hash, image_id, ground, note, added_by)
            VALUES ($1, $2, $3, $4, $5, $6) RETURNING
            """
                    + " " + COLUMNS;

    static Future<KnownPicture> add(Tx tx, long hash, UUID image, AddKnownPictureRequest request, UUID staff) {
        return tx.query(
                        ADD,
                        Ids.next(),
                        hash,
                        image,
                        name(request.getGround()),
                        request.getNote().strip(),
                        staff)
                .map(rows -> read(rows.iterator().next()));
    }

    private static final String REMOVE = "DELETE FROM known_picture WHERE known_picture_id = $1 RETURNING " + COLUMNS;

    static Future<Optional<KnownPicture>> remove(Tx tx, UUID id) {
        return tx.query(REMOVE, id).map(rows -> rows.stream().findFirst().map(KnownPictureStore::read));
    }

    private static final String PAGE = "SELECT " + COLUMNS
            + """
             FROM known_picture WHERE (added_at, known_picture_id) < ($1, $2)
            ORDER BY added_at DESC, known_picture_id DESC LIMIT $3
            """;

    /** Latest first. */
    Future<Page<KnownPicture>> page(int size, @Nullable String cursor) {
        List<String> given = db.cursor().decode(LIST, cursor, 2);
        List<String> after = given == null ? FIRST : given;
        return db.query(PAGE, OffsetDateTime.parse(after.get(0)), UUID.fromString(after.get(1)), size + 1)
                .map(rows -> Page.of(rows, size, KnownPictureStore::read, row -> db.cursor()
                        .encode(
                                LIST,
                                List.of(
                                        row.getOffsetDateTime("added_at").toString(),
                                        Rows.id(row, "known_picture_id")))));
    }

    /** Two hashes that differ in six bits at most, as of pictures of other sellers. */
    static final String LIKE =
            """
            SELECT known_picture_id, picture_id, ground, bit_count((known.perceptual_hash # mine.perceptual_hash)::bit(64)) AS distance
            FROM (
                SELECT picture_id, perceptual_hash FROM picture
                WHERE listing_id = $1 AND ($2::uuid IS NULL OR picture_id = $2) AND perceptual_hash IS NOT NULL
                LIMIT 12) mine
            JOIN known_picture known ON bit_count((known.perceptual_hash # mine.perceptual_hash)::bit(64)) <= 6
            ORDER BY distance, known_picture_id LIMIT 5
            """;

    /**
     * The likest first.
     *
     * @param picture the one to look at; null for all of the listing
     */
    static Future<List<KnownPictureLikeness>> like(Tx tx, Listing listing, @Nullable UUID picture) {
        return tx.query(LIKE, Rows.arguments(UUID.fromString(listing.getId()), picture))
                .map(rows -> rows.stream().map(KnownPictureStore::likeness).toList());
    }

    private static KnownPictureLikeness likeness(Row row) {
        int distance = Math.toIntExact(row.getLong("distance"));
        return KnownPictureLikeness.newBuilder()
                .setKnownPictureId(Rows.id(row, "known_picture_id"))
                .setImageId(Rows.id(row, "picture_id"))
                .setPercent(100 * (HASH_BITS - distance) / HASH_BITS)
                .setGround(ground(row))
                .build();
    }

    static String name(ReportReason ground) {
        return ground.name().substring("REPORT_REASON_".length());
    }

    private static ReportReason ground(Row row) {
        return ReportReason.valueOf("REPORT_REASON_" + row.getString("ground"));
    }

    private static KnownPicture read(Row row) {
        return KnownPicture.newBuilder()
                .setId(Rows.id(row, "known_picture_id"))
                .setImageId(Rows.id(row, "image_id"))
                .setGround(ground(row))
                .setNote(row.getString("note"))
                .setAddedBy(Rows.id(row, "added_by"))
                .setAddedAt(Rows.time(row, "added_at"))
                .build();
    }
}
