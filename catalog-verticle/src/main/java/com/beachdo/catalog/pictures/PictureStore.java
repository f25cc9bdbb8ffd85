package com.beachdo.catalog.pictures;

import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The SQL of pictures. Who changes a picture of a listing locks the listing first. */
final class PictureStore {
    static final String COLUMNS =
            """
            p.picture_id, coalesce(p.listing_id, p.owner_id) AS belongs_to, p.owner_id IS NOT NULL AS private, p.status, p.content_type, p.size, p.attempt, picture_json(p) AS image,
            coalesce(p.processing_since < now() - interval '30 seconds', false) AS abandoned
            """;

    private final Db db;

    PictureStore(Db db) {
        this.db = db;
    }

    private static final String FIND = "SELECT " + COLUMNS
            + """
            FROM listing l LEFT JOIN picture p ON p.listing_id = l.listing_id AND p.picture_id = $2
            WHERE l.listing_id = $1 AND l.seller_id = $3 AND l.deleted_at IS NULL
            """;

    /** A picture that was uploaded for this seller's listing. */
    Future<Picture> find(UUID listingId, UUID pictureId, UUID sellerId) {
        return db.query(FIND, listingId, pictureId, sellerId).map(rows -> {
            if (rows.size() == 0) {
                throw RpcException.notFound("listing.not_found", "There is no such listing.");
            }
            Row row = rows.iterator().next();
            if (row.getUUID("picture_id") == null) {
                throw RpcException.notFound("picture.not_found", "The listing has no such picture.");
            }
            return Picture.of(row);
        });
    }

    private static final String INSERT_PENDING =
            """
            INSERT INTO picture AS p (picture_id, listing_id, status, content_type, size)
            VALUES ($1, $2, 'PENDING', $3, $4)
            RETURNING
            """
                    + COLUMNS;

    Future<Picture> insertPending(Tx tx, UUID pictureId, UUID listingId, PictureFormat format, long size) {
        return tx.query(INSERT_PENDING, pictureId, listingId, format.contentType(), size)
                .map(rows -> Picture.of(rows.iterator().next()));
    }

    private static final String BEGIN =
            """
            UPDATE picture AS p SET status = 'PROCESSING', processing_since = now(), attempt = attempt + 1
            WHERE picture_id = $1
              AND (status = 'PENDING'
                   OR status = 'PROCESSING' AND processing_since < now() - interval '30 seconds')
            RETURNING
            """
                    + COLUMNS;

    /** Marks that its processing begins now; empty when somebody else is at it, or it needs none. */
    Future<Optional<Picture>> begin(Tx tx, UUID pictureId) {
        return tx.query(BEGIN, pictureId).map(PictureStore::first);
    }

    private static final String GIVE_UP =
            """
            UPDATE picture AS p SET status = 'PENDING', processing_since = NULL
            WHERE picture_id = $1 AND status = 'PROCESSING' AND attempt = $2
            RETURNING
            """
                    + COLUMNS;

    /** Back to waiting; empty when this attempt is not the present one any more. */
    Future<Optional<Picture>> giveUp(Tx tx, Picture begun) {
        return tx.query(GIVE_UP, begun.id(), begun.attempt()).map(PictureStore::first);
    }

    private static final String FAIL =
            """
            UPDATE picture AS p SET status = 'FAILED', processing_since = NULL, failure = $3
            WHERE picture_id = $1 AND status IN ('PENDING', 'PROCESSING') AND attempt = $2
            RETURNING
            """
                    + COLUMNS;

    /** Empty when another attempt began, or it has an end already. */
    Future<Optional<Picture>> fail(Tx tx, Picture picture, PictureFailure failure) {
        return tx.query(FAIL, picture.id(), picture.attempt(), failure.code()).map(PictureStore::first);
    }

    private static final String PUBLISH =
            """
            UPDATE picture AS p SET status = 'READY', processing_since = NULL,
                thumb_key = $3, medium_key = $4, large_key = $5, blurhash = $6,
                perceptual_hash = CASE WHEN owner_id IS NULL THEN $7::bigint END
            WHERE picture_id = $1 AND status = 'PROCESSING' AND attempt = $2
            RETURNING
            """
                    + COLUMNS;

    /** Empty when this attempt is not the present one any more. */
    Future<Optional<Picture>> publish(Tx tx, Picture begun, Publication publication) {
        return tx.query(
                        PUBLISH,
                        com.beachdo.platform.db.Rows.arguments(
                                begun.id(),
                                begun.attempt(),
                                publication.key(Rendition.THUMB),
                                publication.key(Rendition.MEDIUM),
                                publication.key(Rendition.LARGE),
                                publication.blurhash(),
                                publication.perceptualHash()))
                .map(PictureStore::first);
    }

    private static final String DELETE_USELESS =
            """
            DELETE FROM picture AS p
            WHERE listing_id = $1
              AND (status = 'FAILED' OR status = 'PENDING' AND created_at < now() - interval '1 hour')
            RETURNING
            """
                    + COLUMNS;

    /** Deletes what failed and what nobody uploaded for an hour, to make room. */
    Future<List<Picture>> deleteUseless(Tx tx, UUID listingId) {
        return tx.query(DELETE_USELESS, listingId).map(PictureStore::all);
    }

    private static final String DELETE_OF_SELLER = "DELETE FROM picture AS p USING listing l"
            + " WHERE l.listing_id = p.listing_id AND l.seller_id = $1 RETURNING " + COLUMNS;

    Future<List<Picture>> deleteOfSeller(Tx tx, UUID sellerId) {
        return tx.query(DELETE_OF_SELLER, sellerId).map(PictureStore::all);
    }

    private static final String DELETE =
            "DELETE FROM picture AS p WHERE picture_id = $1 AND listing_id = $2 RETURNING " + COLUMNS;

    /** Empty when it was not uploaded for this listing. */
    Future<Optional<Picture>> delete(Tx tx, UUID pictureId, UUID listingId) {
        return tx.query(DELETE, pictureId, listingId).map(PictureStore::first);
    }

    private static final String IS_WANTED =
            """
            SELECT 1 FROM picture p LEFT JOIN listing l ON l.listing_id = p.listing_id
            WHERE p.picture_id = $1 AND l.deleted_at IS NULL
            """;

    /** Whether neither it nor its listing was deleted. */
    Future<Boolean> isWanted(UUID pictureId) {
        return db.query(IS_WANTED, pictureId).map(rows -> rows.size() > 0);
    }

    /** Empty when these bytes were never imported. */
    Future<Optional<UUID>> findImported(Buffer sourceHash) {
        return db.query("SELECT picture_id FROM picture WHERE source_hash = $1", sourceHash)
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getUUID("picture_id")));
    }

    private static final String INSERT_IMPORTED =
            """
            INSERT INTO picture (picture_id, status, content_type, size, source_hash,
                thumb_key, medium_key, large_key, blurhash, perceptual_hash)
            VALUES ($1, 'READY', $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT ON CONSTRAINT picture_source_hash_key DO NOTHING
            """;

    /** Stores a READY picture of no listing; false when the same bytes were imported already. */
    Future<Boolean> insertImported(
            UUID pictureId, PictureFormat format, long size, Buffer sourceHash, Publication publication) {
        return db.query(
                        INSERT_IMPORTED,
                        com.beachdo.platform.db.Rows.arguments(
                                pictureId,
                                format.contentType(),
                                size,
                                sourceHash,
                                publication.key(Rendition.THUMB),
                                publication.key(Rendition.MEDIUM),
                                publication.key(Rendition.LARGE),
                                publication.blurhash(),
                                publication.perceptualHash()))
                .map(rows -> rows.rowCount() == 1);
    }

    static Optional<Picture> first(RowSet<Row> rows) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(Picture.of(rows.iterator().next()));
    }

    static List<Picture> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(Picture::of).toList();
    }
}
