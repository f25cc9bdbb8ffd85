package com.beachdo.chat;

import com.beachdo.chat.v1.MessageImage;
import com.beachdo.chat.v1.ReportedImageSeen;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pictures of reported messages, for staff: what was reported stays as evidence when its message is deleted, for as long as a
 * decision about it can be appealed. Each look at one is told to the audit.
 */
final class KeptImages {
    private static final Logger LOG = LoggerFactory.getLogger(KeptImages.class);
    private static final long EVERY_MILLIS = 60_000;
    private static final int AT_ONCE = 100;

    private static final String KEEP =
            """
            INSERT INTO kept_image (message_id, room_id, image_id, image_blurhash) VALUES ($1, $2, $3, $4)
            ON CONFLICT ON CONSTRAINT kept_image_message_id_pkey DO NOTHING
            """;
    private static final String FIND =
            """
            SELECT image_id, image_blurhash FROM message
            WHERE message_id = $1 AND image_id IS NOT NULL AND image_reported_at IS NOT NULL
            UNION ALL
            SELECT image_id, image_blurhash FROM kept_image WHERE message_id = $1
            """;
    private static final String OVER =
            """
            DELETE FROM kept_image WHERE message_id IN (
                SELECT message_id FROM kept_image WHERE kept_until <= now() LIMIT $1 FOR UPDATE SKIP LOCKED)
            RETURNING room_id, image_id
            """;

    private final Vertx vertx;
    private final Db db;
    private long timer = -1;
    private Future<?> last = Future.succeededFuture();

    KeptImages(Vertx vertx, Db db) {
        this.vertx = vertx;
        this.db = db;
    }

    /** The picture of a message that is deleted: kept when it was reported, else gone. */
    static Future<Void> deleted(Tx tx, Row message) {
        UUID imageId = message.getUUID("previous_image_id");
        if (imageId == null) {
            return Future.succeededFuture();
        }
        UUID chatId = message.getUUID("room_id");
        return message.getOffsetDateTime("image_reported_at") == null
                ? MessageImages.removed(tx, chatId.toString(), imageId)
                : tx.query(
                                KEEP,
                                message.getUUID("message_id"),
                                chatId,
                                imageId,
                                message.getString("previous_image_blurhash"))
                        .mapEmpty();
    }

    /** The picture of a reported message, for one of the staff. */
    Future<MessageImage> show(UUID messageId, String staffId) {
        return db.transaction(tx -> tx.query(FIND, messageId)
                .map(rows -> rows.stream().findFirst().orElseThrow(Refusals::noMessage))
                .map(row -> MessageRows.image(row.getUUID("image_id"), row.getString("image_blurhash")))
                .compose(image -> tx.emit(
                                messageId.toString(),
                                ReportedImageSeen.newBuilder()
                                        .setMessageId(messageId.toString())
                                        .setStaffId(staffId)
                                        .build())
                        .map(image)));
    }

    void start() {
        timer = vertx.setPeriodic(EVERY_MILLIS, ignored -> {
            if (last.isComplete()) {
                last = letGo().onFailure(failure -> LOG.warn("pictures are kept for longer: {}", failure.toString()));
            }
        });
    }

    Future<Void> stop() {
        boolean unused = vertx.cancelTimer(timer);
        return last.<Void>mapEmpty().otherwiseEmpty();
    }

    /** Those whose time is over. */
    Future<Void> letGo() {
        return db.transaction(tx -> tx.query(OVER, AT_ONCE).compose(over -> {
                    Future<Void> removed = Future.succeededFuture();
                    for (Row row : over) {
                        removed = removed.compose(ignored ->
                                MessageImages.removed(tx, row.getUUID("room_id").toString(), row.getUUID("image_id")));
                    }
                    return removed.map(over.size());
                }))
                .compose(count -> count == AT_ONCE ? letGo() : Future.succeededFuture());
    }
}
