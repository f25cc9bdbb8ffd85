package com.beachdo.platform.db;

import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Function;

/** Remembers, in the transaction of the effect, what was answered to a caller's Idempotency-Key. */
final class Idempotency {
    private static final int MAX_KEY_LENGTH = 255;
    private static final String LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS free";
    private static final String FIND =
            """
            SELECT request_hash, reply FROM idempotency
            WHERE subject = $1 AND key = $2 AND created_at > now() - interval '24 hours'
            """;
    private static final String REMEMBER =
            """
            INSERT INTO idempotency (subject, key, request_hash, reply) VALUES ($1, $2, $3, $4)
            ON CONFLICT ON CONSTRAINT idempotency_subject_key_pkey
            DO UPDATE SET request_hash = EXCLUDED.request_hash, reply = EXCLUDED.reply, created_at = now()
            """;

    private Idempotency() {}

    static <M extends Message> Future<M> once(
            String domain, Tx tx, Message request, M replyType, Function<Tx, Future<M>> work) {
        String key = CallContext.current().idempotencyKey();
        String subject = CallContext.current().subject();
        if (key == null || subject == null) {
            // the key of a caller without a name could be anybody's
            return work.apply(tx);
        }
        if (key.isEmpty() || key.length() > MAX_KEY_LENGTH) {
            return Future.failedFuture(new RpcException(
                    GrpcStatus.INVALID_ARGUMENT,
                    "idempotency.key_invalid",
                    "An Idempotency-Key has 1 to " + MAX_KEY_LENGTH + " characters."));
        }
        Buffer hash = hash(request);
        return tx.query(LOCK, domain + "\n" + subject + "\n" + key)
                .compose(locked -> locked.iterator().next().getBoolean("free")
                        ? tx.query(FIND, subject, key)
                        : Future.failedFuture(RpcException.conflict(
                                "idempotency.running", "A request with this Idempotency-Key is still running.")))
                .compose(found -> found.size() > 0
                        ? stored(found, hash, replyType)
                        : work.apply(tx).compose(reply -> tx.query(
                                        REMEMBER, subject, key, hash, Buffer.buffer(reply.toByteArray()))
                                .map(reply)));
    }

    @SuppressWarnings("unchecked")
    private static <M extends Message> Future<M> stored(RowSet<Row> found, Buffer hash, M replyType) {
        Row row = found.iterator().next();
        if (!hash.equals(row.getBuffer("request_hash"))) {
            return Future.failedFuture(new RpcException(
                    GrpcStatus.INVALID_ARGUMENT,
                    "idempotency.other_request",
                    "This Idempotency-Key was used with another request."));
        }
        try {
            return Future.succeededFuture((M) replyType
                    .getParserForType()
                    .parseFrom(row.getBuffer("reply").getBytes()));
        } catch (InvalidProtocolBufferException e) {
            return Future.failedFuture(e);
        }
    }

    private static Buffer hash(Message request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(request.getDescriptorForType().getFullName().getBytes(StandardCharsets.UTF_8));
            return Buffer.buffer(digest.digest(bytes(request)));
        } catch (NoSuchAlgorithmException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same bytes for the same request: maps in the order of their keys. */
    private static byte[] bytes(Message request) throws IOException {
        byte[] bytes = new byte[request.getSerializedSize()];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.useDeterministicSerialization();
        request.writeTo(out);
        out.checkNoSpaceLeft();
        return bytes;
    }
}
