package com.beachdo.forum;

import com.beachdo.forum.push.PushAddress;
import com.beachdo.forum.v1.PushChannel;
import com.beachdo.forum.v1.PushDevice;
import com.beachdo.forum.v1.PushLanguage;
import com.beachdo.identity.v1.SessionsEnded;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Devices that people want to be pushed to. */
final class PushDeviceStore {
    static final int MOST = 10;

    private static final String PREFIX = "PUSH_LANGUAGE_";
    private static final String COLUMNS = "device_id, service, language, registered_at, session_id";

    private final Db db;

    PushDeviceStore(Db db) {
        this.db = db;
    }

    /** Registrations of one user come one after another, so that there are never too many. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('push_device ' || $1::uuid, 0))";

    /** What waited for another owner of the device is not for this one. */
    private static final String TAKE_OVER = "DELETE FROM push_device WHERE address_hash = $1 AND user_id <> $2";

    private static final String PUT =
            """
            INSERT INTO push_device (device_id, user_id, session_id, service, address, address_hash, p256dh, auth, language)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT ON CONSTRAINT push_device_address_hash_key DO UPDATE
                SET session_id = excluded.session_id, service = excluded.service, p256dh = excluded.p256dh,
                    auth = excluded.auth, language = excluded.language, registered_at = now()
                WHERE push_device.user_id = excluded.user_id
            RETURNING
            """
                    + COLUMNS;
    private static final String DROP_OLDEST =
            """
            DELETE FROM push_device WHERE device_id IN (
                SELECT device_id FROM push_device WHERE user_id = $1
                ORDER BY registered_at DESC, device_id DESC OFFSET $2)
            """;

    Future<PushDevice> put(UUID user, @Nullable String session, PushAddress address, PushLanguage language) {
        Buffer hash = Buffer.buffer(address.hash());
        PushAddress.Keys keys = address.keys();
        Object[] values = Rows.arguments(
                Ids.next(),
                user,
                session,
                address.service(),
                address.address(),
                hash,
                keys == null ? null : keys.p256dh(),
                keys == null ? null : keys.auth(),
                language.name().substring(PREFIX.length()));
        return db.transaction(tx -> tx.query(LOCK, user)
                .compose(locked -> tx.query(TAKE_OVER, hash, user))
                .compose(taken -> tx.query(PUT, values))
                .compose(rows -> tx.query(DROP_OLDEST, user, MOST).map(rows))
                .map(rows -> device(rows.iterator().next(), session)));
    }

    private static final String LIST =
            "SELECT " + COLUMNS + " FROM push_device WHERE user_id = $1 ORDER BY registered_at DESC, device_id DESC";

    Future<List<PushDevice>> list(UUID user, @Nullable String session) {
        return db.query(LIST, user)
                .map(rows -> rows.stream().map(row -> device(row, session)).toList());
    }

    private static final String DELETE = "DELETE FROM push_device WHERE user_id = $1 AND device_id = $2";

    Future<Void> delete(UUID user, UUID device) {
        return db.query(DELETE, user, device).mapEmpty();
    }

    private static final String END = "DELETE FROM push_device WHERE user_id = $1 AND session_id = ANY ($2)";

    /** Whoever signs out is told nothing there any more. */
    static Future<Void> sessionsEnded(Tx tx, SessionsEnded event) {
        String[] sessions = event.getSessionIdsList().toArray(String[]::new);
        return tx.query(END, UUID.fromString(event.getUserId()), sessions).mapEmpty();
    }

    private static PushDevice device(Row row, @Nullable String session) {
        String service = row.getString("service");
        return PushDevice.newBuilder()
                .setId(Rows.id(row, "device_id"))
                .setChannel(
                        service.equals(PushAddress.FCM)
                                ? PushChannel.PUSH_CHANNEL_FCM
                                : PushChannel.PUSH_CHANNEL_WEB_PUSH)
                .setService(service)
                .setLanguage(PushLanguage.valueOf(PREFIX + row.getString("language")))
                .setRegisteredAt(Rows.time(row, "registered_at"))
                .setCurrent(session != null && session.equals(row.getString("session_id")))
                .build();
    }
}
