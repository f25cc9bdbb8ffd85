package com.beachdo.launcher;

import com.beachdo.moderation.v1.AuditEntry;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The chain of hashes of an exported audit, as its contract describes it; made anew, not by the code that wrote it. */
final class AuditChain {
    private byte[] before = new byte[32];
    private long checked;

    long checked() {
        return checked;
    }

    String hash() {
        return HexFormat.of().formatHex(before);
    }

    static String line(AuditEntry entry) {
        JsonObject line = new JsonObject()
                .put("seq", entry.getSeq())
                .put(
                        "at",
                        Instant.ofEpochSecond(
                                        entry.getAt().getSeconds(),
                                        entry.getAt().getNanos())
                                .toString())
                .put("actor", entry.getActor())
                .put("action", entry.getAction())
                .put("target", entry.getTarget());
        if (entry.hasDetail()) {
            line.put("detail", entry.getDetail());
        }
        return line.put("hash", entry.getHash()).encode();
    }

    /** Whether a line is the next entry, unchanged. */
    boolean accept(String line) {
        try {
            JsonObject entry = new JsonObject(line);
            byte[] hash = hash(entry);
            if (entry.getLong("seq") != checked + 1
                    || !HexFormat.of().formatHex(hash).equals(entry.getString("hash"))) {
                return false;
            }
            before = hash;
            checked++;
            return true;
        } catch (DecodeException | ClassCastException | NullPointerException | DateTimeException e) {
            return false;
        }
    }

    private byte[] hash(JsonObject entry) {
        Instant at = Instant.parse(entry.getString("at"));
        MessageDigest digest = sha256();
        digest.update(before);
        digest.update(ByteBuffer.allocate(20)
                .putLong(entry.getLong("seq"))
                .putLong(at.getEpochSecond())
                .putInt(at.getNano())
                .array());
        update(digest, entry.getString("actor"));
        update(digest, entry.getString("action"));
        update(digest, entry.getString("target"));
        update(digest, entry.getString("detail"));
        return digest.digest();
    }

    private static void update(MessageDigest digest, @Nullable String field) {
        byte[] bytes = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
        digest.update(
                ByteBuffer.allocate(4).putInt(field == null ? -1 : bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
