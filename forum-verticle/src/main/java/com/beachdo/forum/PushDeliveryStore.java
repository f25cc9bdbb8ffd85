package com.beachdo.forum;

import com.beachdo.forum.push.Push;
import com.beachdo.forum.push.PushAddress;
import com.beachdo.platform.db.Db;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What devices have yet to be handed, as those see it who hand it over. */
final class PushDeliveryStore {
    private static final int TRIES = 10;

    private final Db db;

    PushDeliveryStore(Db db) {
        this.db = db;
    }

    /** One to hand over now. */
    record Due(UUID id, UUID deviceId, Push push) {
        boolean isExpired() {
            return push.seconds() <= 0;
        }
    }

    /** Whoever claims one has a minute; after that others try. */
    private static final String CLAIM =
            """
            WITH due AS MATERIALIZED (
                SELECT delivery_id FROM push_delivery WHERE service = $1 AND due_at <= now()
                ORDER BY due_at, delivery_id LIMIT $2 FOR UPDATE SKIP LOCKED)
            UPDATE push_delivery p SET tries = p.tries + 1, due_at = now() + interval '1 minute'
            FROM due, push_device d
            WHERE due.delivery_id = p.delivery_id AND d.device_id = p.device_id
            RETURNING p.delivery_id, p.device_id, p.service, p.topic, p.payload, d.address, d.p256dh, d.auth, d.language,
                ceil(extract(epoch FROM p.expires_at - now()))::integer AS seconds
            """;

    Future<List<Due>> claim(String service, int most) {
        return db.query(CLAIM, service, most)
                .map(rows -> rows.stream().map(PushDeliveryStore::due).toList());
    }

    private static Due due(Row row) {
        JsonObject payload = row.getJsonObject("payload");
        PushTexts texts = PushTexts.of(row.getString("language"));
        String kind = payload.getString("kind");
        return new Due(
                row.getUUID("delivery_id"),
                row.getUUID("device_id"),
                new Push(
                        new PushAddress(row.getString("service"), row.getString("address"), keys(row)),
                        payload,
                        texts.heading(kind),
                        texts.text(payload.getString("title"), payload.getInteger("count")),
                        row.getString("topic"),
                        row.getInteger("seconds")));
    }

    private static PushAddress.@Nullable Keys keys(Row row) {
        Buffer p256dh = row.getBuffer("p256dh");
        return p256dh == null ? null : new PushAddress.Keys(p256dh, row.getBuffer("auth"));
    }

    private static final String DONE = "DELETE FROM push_delivery WHERE delivery_id = $1";

    /** It was taken, or never will be. */
    Future<Void> done(UUID id) {
        return db.query(DONE, id).mapEmpty();
    }

    private static final String FORGET = "DELETE FROM push_device WHERE device_id = $1 AND address_hash = $2";

    /** The device is not there any more; what waits for it goes with it. */
    Future<Void> gone(Due due) {
        return db.query(FORGET, due.deviceId(), Buffer.buffer(due.push().to().hash()))
                .mapEmpty();
    }

    private static final String AGAIN =
            """
            WITH given_up AS (DELETE FROM push_delivery WHERE delivery_id = $1 AND tries >= $3)
            UPDATE push_delivery SET due_at = now()
                + make_interval(secs => least(3600, greatest($2::integer, 5 * power(2, tries - 1))))
            WHERE delivery_id = $1 AND tries < $3
            """;

    /** After a while, then twice as long each time, up to an hour; given up after the last try. */
    Future<Void> again(UUID id, int seconds) {
        return db.query(AGAIN, id, seconds, TRIES).mapEmpty();
    }
}
