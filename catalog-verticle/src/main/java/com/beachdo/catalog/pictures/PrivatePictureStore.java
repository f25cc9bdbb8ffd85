package com.beachdo.catalog.pictures;

import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The SQL of pictures that were uploaded for messages. What is not sent within a day is removed. */
final class PrivatePictureStore {
    /** Not removed, and not about to be. */
    private static final String LIVES = " AND owner_id IS NOT NULL AND (unsent_until IS NULL OR unsent_until > now())";

    private final Db db;

    PrivatePictureStore(Db db) {
        this.db = db;
    }

    /** A picture of this user's. */
    Future<Picture> find(UUID pictureId, UUID ownerId) {
        String sql =
                "SELECT " + PictureStore.COLUMNS + " FROM picture p WHERE picture_id = $1 AND owner_id = $2" + LIVES;
        return db.query(sql, pictureId, ownerId)
                .map(rows -> PictureStore.first(rows).orElseThrow(PrivatePictureStore::notFound));
    }

    static RpcException notFound() {
        return RpcException.notFound("picture.not_found", "You have no such picture.");
    }

    private static final String INSERT_PENDING =
            """
            INSERT INTO picture AS p (picture_id, owner_id, status, content_type, size, unsent_until)
            SELECT $1, $2, 'PENDING', $3, $4, now() + interval '1 day'
            WHERE (SELECT count(*) FROM picture mine
                WHERE mine.owner_id = $2 AND mine.unsent_until > now()) < $5
            """;

    /** False when this user has as many unsent pictures as one may. */
    Future<Boolean> insertPending(Tx tx, UUID pictureId, UUID ownerId, PictureFormat format, long size, long most) {
        return tx.query(INSERT_PENDING, pictureId, ownerId, format.contentType(), size, most)
                .map(rows -> rows.rowCount() == 1);
    }

    private static final String RESERVE =
            """
            UPDATE picture AS p SET unsent_until = CASE WHEN unsent_until IS NULL THEN NULL ELSE now() + interval '1 day' END
            WHERE picture_id = $1 AND owner_id = $2
            """
                    + LIVES + " RETURNING " + PictureStore.COLUMNS;

    /** Gives whoever sends it a day to say so; empty when this user has no such picture. */
    Future<Optional<Picture>> reserve(UUID pictureId, UUID ownerId) {
        return db.query(RESERVE, pictureId, ownerId).map(PictureStore::first);
    }

    /** It is in a message and stays. */
    static Future<Void> sent(Tx tx, UUID pictureId) {
        return tx.query("UPDATE picture SET unsent_until = NULL WHERE picture_id = $1" + LIVES, pictureId)
                .mapEmpty();
    }

    /** No message has it any more; the sweep removes it. */
    static Future<Void> remove(Tx tx, UUID pictureId) {
        return tx.query(
                        "UPDATE picture SET unsent_until = now() WHERE picture_id = $1 AND owner_id IS NOT NULL",
                        pictureId)
                .mapEmpty();
    }

    static Future<Void> removeAllOf(Tx tx, UUID ownerId) {
        return tx.query("UPDATE picture SET unsent_until = now() WHERE owner_id = $1", ownerId)
                .mapEmpty();
    }

    /** Those of these pictures that can be shown. */
    Future<List<Picture>> ready(Collection<UUID> pictureIds) {
        String sql = "SELECT " + PictureStore.COLUMNS
                + " FROM picture p WHERE picture_id = ANY($1) AND status = 'READY'" + LIVES;
        return db.query(sql, (Object) pictureIds.toArray(UUID[]::new)).map(PictureStore::all);
    }

    /** Some of those that are to be removed. */
    Future<List<Picture>> toRemove(int limit) {
        String sql = "SELECT " + PictureStore.COLUMNS
                + " FROM picture p WHERE unsent_until <= now() ORDER BY unsent_until LIMIT $1";
        return db.query(sql, (long) limit).map(PictureStore::all);
    }

    Future<Void> delete(UUID pictureId) {
        return db.query("DELETE FROM picture WHERE picture_id = $1 AND unsent_until <= now()", pictureId)
                .mapEmpty();
    }
}
