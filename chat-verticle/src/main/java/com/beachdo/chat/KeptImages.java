package com.beachdo.chat;

import com.beachdo.chat.v1.MessageImage;
import com.beachdo.chat.v1.ReportedImageSeen;
import com.beachdo.moderation.v1.Cases;
import com.beachdo.moderation.v1.FindHeldTargetsRequest;
import com.beachdo.moderation.v1.HeldTarget;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.CallContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pictures of reported messages, for staff: what was reported stays as evidence when its message is deleted or too old, for
 * the 180 days that the law wants and for as long as moderation needs it: while its case is open, can be appealed, or is
 * under appeal. While moderation does not answer, all are kept. Each look at one is told to the audit.
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
            SELECT kept_image.message_id, sender_id FROM kept_image JOIN message USING (message_id)
            WHERE kept_until <= now() ORDER BY kept_until LIMIT $1
            """;
    private static final String KEEP_ON =
            "UPDATE kept_image SET kept_until = now() + interval '1 day' WHERE message_id = ANY ($1) AND kept_until <= now()";
    private static final String LET_GO =
            """
            DELETE FROM kept_image WHERE message_id = ANY ($1) AND kept_until <= now() RETURNING room_id, image_id
            """;

    private final Vertx vertx;
    private final Db db;
    private final Cases cases;
    private long timer = -1;
    private Future<?> last = Future.succeededFuture();

    KeptImages(Vertx vertx, Db db, Cases cases) {
        this.vertx = vertx;
        this.db = db;
        this.cases = cases;
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

    /** Those whose time is over and that moderation does not need any more. */
    Future<Void> letGo() {
        return db.query(OVER, AT_ONCE)
                .compose(over -> over.size() == 0
                        ? Future.succeededFuture(0)
                        : needed(over)
                                .compose(needed -> db.transaction(tx -> letGo(tx, over, needed)))
                                .map(over.size()))
                .compose(count -> count == AT_ONCE ? letGo() : Future.succeededFuture());
    }

    private Future<Set<String>> needed(RowSet<Row> over) {
        FindHeldTargetsRequest.Builder request =
                FindHeldTargetsRequest.newBuilder().setTargetType(TargetType.TARGET_TYPE_MESSAGE);
        over.forEach(row -> request.addTargets(HeldTarget.newBuilder()
                .setId(row.getUUID("message_id").toString())
                .setOwnerId(row.getUUID("sender_id").toString())));
        return CallContext.ANONYMOUS
                .run(vertx, () -> cases.findHeldTargets(request.build()))
                .map(reply -> Set.copyOf(reply.getIdsList()));
    }

    private static Future<Void> letGo(Tx tx, RowSet<Row> over, Set<String> needed) {
        List<UUID> free = new ArrayList<>();
        List<UUID> held = new ArrayList<>();
        for (Row row : over) {
            UUID id = row.getUUID("message_id");
            boolean unused = (needed.contains(id.toString()) ? held : free).add(id);
        }
        return tx.query(KEEP_ON, (Object) held.toArray(UUID[]::new))
                .compose(kept -> tx.query(LET_GO, (Object) free.toArray(UUID[]::new)))
                .compose(gone -> {
                    Future<Void> removed = Future.succeededFuture();
                    for (Row row : gone) {
                        removed = removed.compose(ignored ->
                                MessageImages.removed(tx, row.getUUID("room_id").toString(), row.getUUID("image_id")));
                    }
                    return removed;
                });
    }
}
