package com.beachdo.moderation;

import com.beachdo.moderation.v1.AuditEntry;
import com.google.protobuf.Timestamp;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An entry of the audit, and the hash that chains it to the one before. */
record AuditRow(long seq, OffsetDateTime at, UUID actor, String action, UUID target, @Nullable String detail) {
    /** The hash before the first entry. */
    static final Buffer GENESIS = Buffer.buffer(new byte[32]);

    /** The database keeps microseconds. */
    AuditRow {
        at = at.truncatedTo(ChronoUnit.MICROS).withOffsetSameInstant(ZoneOffset.UTC);
    }

    static AuditRow of(Row row) {
        return new AuditRow(
                row.getLong("seq"),
                row.getOffsetDateTime("at"),
                row.getUUID("actor"),
                row.getString("action"),
                row.getUUID("target"),
                row.getString("detail"));
    }

    /** SHA-256 over the hash before and all fields, each with its length. */
    Buffer hash(Buffer before) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(before.getBytes());
            digest.update(ByteBuffer.allocate(Long.BYTES * 2 + Integer.BYTES)
                    .putLong(seq)
                    .putLong(at.toEpochSecond())
                    .putInt(at.getNano())
                    .array());
            update(digest, actor.toString());
            update(digest, action);
            update(digest, target.toString());
            update(digest, detail);
            return Buffer.buffer(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void update(MessageDigest digest, @Nullable String field) {
        byte[] bytes = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(field == null ? -1 : bytes.length)
                .array());
        digest.update(bytes);
    }

    AuditEntry entry(Buffer hash) {
        AuditEntry.Builder entry = AuditEntry.newBuilder()
                .setSeq(seq)
                .setAt(Timestamp.newBuilder().setSeconds(at.toEpochSecond()).setNanos(at.getNano()))
                .setActor(actor.toString())
                .setAction(action)
                .setTarget(target.toString())
                .setHash(HexFormat.of().formatHex(hash.getBytes()));
        return (detail == null ? entry : entry.setDetail(detail)).build();
    }
}
