package com.beachdo.moderation;

import com.beachdo.moderation.v1.HookDelivery;
import com.beachdo.moderation.v1.HookDeliveryState;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Page;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a service outside has yet to be told: written with what it tells, taken by whoever sends. */
final class HookStore {
    private static final int TRIES = 12;
    private static final int MAX_ERROR = 200;
    private static final List<String> FIRST = List.of("1970-01-01T00:00:00Z", "00000000-0000-0000-0000-000000000000");
    private static final List<String> LATEST = List.of("9999-01-01T00:00:00Z", "ffffffff-ffff-ffff-ffff-ffffffffffff");

    private final Db db;
    private final boolean wanted;

    /** @param wanted whether there is anybody to tell */
    HookStore(Db db, boolean wanted) {
        this.db = db;
        this.wanted = wanted;
    }

    private static final String QUEUE = "INSERT INTO hook_delivery (delivery_id, type, payload) VALUES ($1, $2, $3)";

    Future<Void> queue(Tx tx, String type, LockedCase subject, JsonObject decision) {
        return queue(
                tx,
                type,
                new JsonObject()
                        .put("caseId", subject.id().toString())
                        .put("targetType", Names.of(subject.targetType()))
                        .put("targetId", subject.targetId().toString())
                        .put("ownerId", subject.targetOwnerId().toString())
                        .put("decision", decision));
    }

    /** What became of an account; who it is the receiver asks for if it may. */
    Future<Void> queueOfUser(Tx tx, String type, String userId) {
        return queue(tx, type, new JsonObject().put("userId", userId));
    }

    private Future<Void> queue(Tx tx, String type, JsonObject content) {
        if (!wanted) {
            return Future.succeededFuture();
        }
        UUID id = Ids.next();
        JsonObject payload =
                new JsonObject().put("id", id.toString()).put("type", type).mergeIn(content);
        return tx.query(QUEUE, id, type, payload.encode()).mapEmpty();
    }

    /** One to send now. */
    record Due(UUID id, String payload, int tries) {}

    /** Whoever claims one has half a minute; after that others try. */
    private static final String CLAIM =
            """
            WITH due AS MATERIALIZED (
                SELECT delivery_id FROM hook_delivery WHERE dead_at IS NULL AND due_at <= now()
                ORDER BY due_at, delivery_id LIMIT $1 FOR UPDATE SKIP LOCKED)
            UPDATE hook_delivery h SET tries = h.tries + 1, due_at = now() + interval '30 seconds'
            FROM due WHERE due.delivery_id = h.delivery_id
            RETURNING h.delivery_id, h.payload, h.tries
            """;

    Future<List<Due>> claim(int most) {
        return db.query(CLAIM, most).map(rows -> rows.stream()
                .map(row -> new Due(row.getUUID("delivery_id"), row.getString("payload"), row.getInteger("tries")))
                .toList());
    }

    private static final String TAKEN = "DELETE FROM hook_delivery WHERE delivery_id = $1";

    Future<Void> taken(UUID id) {
        return db.query(TAKEN, id).mapEmpty();
    }

    private static final String FAILED =
            """
            UPDATE hook_delivery SET error = $2, dead_at = CASE WHEN tries >= $3 THEN now() END,
                due_at = now() + make_interval(secs => least(3600, $4 * power(2, tries - 1)))
            WHERE delivery_id = $1
            """;

    /** Again later: after a while, then twice as long each time, up to an hour; given up after the last try. */
    Future<Void> failed(UUID id, String error, double firstRetrySeconds) {
        String shown = error.length() > MAX_ERROR ? error.substring(0, MAX_ERROR) : error;
        return db.query(FAILED, id, shown, TRIES, firstRetrySeconds).mapEmpty();
    }

    private static final String COLUMNS =
            "SELECT delivery_id, type, payload, created_at, due_at, tries, error, dead_at FROM hook_delivery ";
    private static final String WAITING = COLUMNS
            + "WHERE dead_at IS NULL AND (due_at, delivery_id) > ($1, $2) ORDER BY due_at, delivery_id LIMIT $3";
    private static final String DEAD = COLUMNS
            + "WHERE dead_at IS NOT NULL AND (dead_at, delivery_id) < ($1, $2)"
            + " ORDER BY dead_at DESC, delivery_id DESC LIMIT $3";

    Future<Page<HookDelivery>> page(HookDeliveryState state, int size, @Nullable String cursor) {
        boolean dead = state == HookDeliveryState.HOOK_DELIVERY_STATE_DEAD;
        String list = "hooks|" + state;
        List<String> given = db.cursor().decode(list, cursor, 2);
        List<String> after = given == null ? (dead ? LATEST : FIRST) : given;
        String column = dead ? "dead_at" : "due_at";
        return db.query(
                        dead ? DEAD : WAITING,
                        OffsetDateTime.parse(after.get(0)),
                        UUID.fromString(after.get(1)),
                        size + 1)
                .map(rows -> Page.of(rows, size, HookStore::delivery, row -> db.cursor()
                        .encode(list, List.of(row.getOffsetDateTime(column).toString(), Rows.id(row, "delivery_id")))));
    }

    private static final String RETRY =
            """
            UPDATE hook_delivery SET dead_at = NULL, tries = 0, due_at = now()
            WHERE delivery_id = $1 AND dead_at IS NOT NULL
            RETURNING delivery_id, type, payload, created_at, due_at, tries, error, dead_at
            """;
    private static final String THERE = "SELECT FROM hook_delivery WHERE delivery_id = $1";

    Future<HookDelivery> retry(Tx tx, UUID id) {
        return tx.query(RETRY, id).compose(rows -> {
            Row row = Rows.first(rows);
            return row != null
                    ? Future.succeededFuture(delivery(row))
                    : tx.query(THERE, id)
                            .compose(found -> Future.failedFuture(
                                    found.size() == 0
                                            ? RpcException.notFound("hook.not_found", "There is no such delivery.")
                                            : RpcException.conflict(
                                                    "hook.not_dead", "It is going to be tried anyway.")));
        });
    }

    private static HookDelivery delivery(Row row) {
        boolean dead = Rows.has(row, "dead_at");
        HookDelivery.Builder delivery = HookDelivery.newBuilder()
                .setId(Rows.id(row, "delivery_id"))
                .setState(
                        dead
                                ? HookDeliveryState.HOOK_DELIVERY_STATE_DEAD
                                : HookDeliveryState.HOOK_DELIVERY_STATE_WAITING)
                .setType(row.getString("type"))
                .setPayload(row.getString("payload"))
                .setCreatedAt(Rows.time(row, "created_at"))
                .setTries(row.getInteger("tries"));
        if (!dead) {
            delivery.setNextTryAt(Rows.time(row, "due_at"));
        }
        if (Rows.has(row, "error")) {
            delivery.setError(row.getString("error"));
        }
        return delivery.build();
    }
}
