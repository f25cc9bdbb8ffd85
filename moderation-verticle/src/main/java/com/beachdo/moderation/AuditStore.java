package com.beachdo.moderation;

import com.beachdo.identity.v1.SecurityEventRecorded;
import com.beachdo.identity.v1.StaffActed;
import com.beachdo.moderation.v1.AuditEntry;
import com.beachdo.moderation.v1.ExportAuditReply;
import com.beachdo.moderation.v1.ListAuditRequest;
import com.beachdo.moderation.v1.VerifyAuditReply;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Page;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The audit: appended to in the transaction of what it tells of, one entry after another, and verified in stretches. */
final class AuditStore {
    private static final int STRETCH = 2_000;
    private static final int EXPORTED_AT_ONCE = 500;
    private static final int EXPORTED_BYTES = 100_000;
    private static final String LIST = "audit";
    private static final String COLUMNS = "seq, at, actor, action, target, detail, hash";

    private static final String LOCK_HEAD = "SELECT seq, hash FROM audit_head FOR UPDATE";
    private static final String INSERT =
            """
            INSERT INTO audit (seq, at, actor, action, target, detail, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)
            """;
    private static final String MOVE_HEAD = "UPDATE audit_head SET seq = $1, hash = $2";
    private static final String HEAD = "SELECT seq, hash FROM audit_head";
    private static final String STRETCH_OF =
            "SELECT " + COLUMNS + " FROM audit WHERE seq BETWEEN $1 AND $2 ORDER BY seq LIMIT $3";

    private final Db db;

    AuditStore(Db db) {
        this.db = db;
    }

    /** Call it late in a transaction: it makes others that append wait. */
    Future<Void> append(Tx tx, UUID actor, String action, LockedCase subject, JsonObject detail) {
        String text = detail.put("targetType", Names.of(subject.targetType()))
                .put("targetId", subject.targetId().toString())
                .encode();
        return append(tx, actor, action, subject.id(), text);
    }

    /** What staff did to an account, which identity tells. */
    Future<Void> append(Tx tx, StaffActed event) {
        String text = new JsonObject()
                .put("targetType", "USER")
                .put("detail", event.getDetail())
                .encode();
        UUID target = Ids.parse("userId", event.getUserId());
        return append(tx, Ids.parse("actorId", event.getActorId()), event.getAction(), target, text);
    }

    /** What staff changed of how the catalog works; what that is has an id made of its name. */
    Future<Void> append(Tx tx, com.beachdo.catalog.v1.StaffActed event) {
        UUID target = UUID.nameUUIDFromBytes(event.getSubject().getBytes(StandardCharsets.UTF_8));
        String text = new JsonObject(event.getDetail())
                .put("targetType", event.getSubject())
                .encode();
        return append(tx, Ids.parse("actorId", event.getActorId()), event.getAction(), target, text);
    }

    /** What staff did in the forum; a policy has an id made of its name. */
    Future<Void> append(Tx tx, com.beachdo.forum.v1.StaffActed event) {
        String text = new JsonObject(event.getDetail())
                .put("targetType", event.getTargetType())
                .encode();
        UUID target = Ids.parse("targetId", event.getTargetId());
        return append(tx, Ids.parse("actorId", event.getActorId()), event.getAction(), target, text);
    }

    /** How staff got in, or did not, and what guards their accounts. */
    Future<Void> append(Tx tx, SecurityEventRecorded event) {
        UUID account = Ids.parse("userId", event.getUserId());
        String action = event.getAction().name().substring("SECURITY_ACTION_".length());
        String text = new JsonObject()
                .put("targetType", "USER")
                .put("detail", event.getHow())
                .put("times", event.getTimes())
                .encode();
        return append(tx, account, "account." + action.toLowerCase(Locale.ROOT), account, text);
    }

    Future<Void> append(Tx tx, UUID actor, String action, UUID target, String text) {
        return tx.query(LOCK_HEAD).compose(heads -> {
            Row head = heads.iterator().next();
            OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
            AuditRow row = new AuditRow(head.getLong("seq") + 1, now, actor, action, target, text);
            Buffer hash = row.hash(head.getBuffer("hash"));
            return tx.query(INSERT, row.seq(), row.at(), actor, action, target, text, hash)
                    .compose(ignored -> tx.query(MOVE_HEAD, row.seq(), hash))
                    .mapEmpty();
        });
    }

    Future<Page<AuditEntry>> page(ListAuditRequest request, int size) {
        String list = String.join("|", LIST, request.getActor(), request.getTarget(), from(request), to(request));
        List<String> after = db.cursor().decode(list, request.getCursor(), 1);
        List<Object> arguments =
                new ArrayList<>(List.of(size + 1, after == null ? Long.MAX_VALUE : Long.valueOf(after.get(0))));
        String sql = select(request, arguments);
        return db.query(sql, arguments.toArray())
                .map(rows -> Page.of(rows, size, AuditStore::entry, row -> db.cursor()
                        .encode(list, List.of(row.getLong("seq").toString()))));
    }

    private static String from(ListAuditRequest request) {
        return request.hasFrom() ? Rows.time("from", request.getFrom()).toString() : "";
    }

    private static String to(ListAuditRequest request) {
        return request.hasTo() ? Rows.time("to", request.getTo()).toString() : "";
    }

    private static String select(ListAuditRequest request, List<Object> arguments) {
        StringBuilder sql = new StringBuilder("SELECT " + COLUMNS + " FROM audit WHERE seq < $2");
        if (request.hasActor()) {
            sql.append(condition("actor = ", arguments, Ids.parse("actor", request.getActor())));
        }
        if (request.hasTarget()) {
            sql.append(condition("target = ", arguments, Ids.parse("target", request.getTarget())));
        }
        if (request.hasFrom()) {
            sql.append(condition("at >= ", arguments, Rows.time("from", request.getFrom())));
        }
        if (request.hasTo()) {
            sql.append(condition("at < ", arguments, Rows.time("to", request.getTo())));
        }
        return sql.append(" ORDER BY seq DESC LIMIT $1").toString();
    }

    private static String condition(String left, List<Object> arguments, Object value) {
        arguments.add(value);
        return " AND " + left + "$" + arguments.size();
    }

    private static AuditEntry entry(Row row) {
        return AuditRow.of(row).entry(row.getBuffer("hash"));
    }

    private static final String EXPORT =
            "SELECT " + COLUMNS + " FROM audit WHERE seq >= $1 ORDER BY seq LIMIT " + EXPORTED_AT_ONCE;

    /** Entries from one on, as many as fit into a message. */
    Future<ExportAuditReply> export(long from) {
        return db.query(EXPORT, from).map(rows -> {
            ExportAuditReply.Builder reply = ExportAuditReply.newBuilder();
            int bytes = 0;
            for (Row row : rows) {
                AuditEntry entry = entry(row);
                bytes += entry.getSerializedSize();
                if (bytes > EXPORTED_BYTES && reply.getEntriesCount() > 0) {
                    return reply.setNextSeq(entry.getSeq()).build();
                }
                reply.addEntries(entry);
            }
            return rows.size() < EXPORTED_AT_ONCE
                    ? reply.build()
                    : reply.setNextSeq(reply.getEntries(reply.getEntriesCount() - 1)
                                            .getSeq()
                                    + 1)
                            .build();
        });
    }

    /** Recomputes the hashes from an entry on, as far as one stretch goes. */
    Future<VerifyAuditReply> verify(long from) {
        return db.query(HEAD).compose(heads -> {
            Row head = heads.iterator().next();
            long last = head.getLong("seq");
            long end = last - from < STRETCH ? last : from + STRETCH - 1;
            return db.query(STRETCH_OF, from - 1, end, STRETCH + 1).map(rows -> verify(from, end, rows, head));
        });
    }

    private static VerifyAuditReply verify(long from, long end, RowSet<Row> rows, Row head) {
        Buffer before = AuditRow.GENESIS;
        long next = from == 1 ? 1 : from - 1;
        for (Row stored : rows) {
            AuditRow row = AuditRow.of(stored);
            if (row.seq() != next || (row.seq() >= from && !row.hash(before).equals(stored.getBuffer("hash")))) {
                return broken(from, next);
            }
            before = stored.getBuffer("hash");
            next++;
        }
        if (next <= end) {
            return broken(from, next);
        }
        long last = head.getLong("seq");
        if (end == last && from <= last && !before.equals(head.getBuffer("hash"))) {
            return broken(from, last);
        }
        VerifyAuditReply.Builder reply = VerifyAuditReply.newBuilder().setChecked(Math.max(0, end - from + 1));
        return (end < last ? reply.setNextSeq(end + 1) : reply).build();
    }

    private static VerifyAuditReply broken(long from, long seq) {
        return VerifyAuditReply.newBuilder()
                .setChecked(Math.max(0, seq - from))
                .setBrokenSeq(seq)
                .build();
    }
}
