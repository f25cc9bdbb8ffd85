package com.beachdo.catalog.pictures;

import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/** The S3-compatible store: a private bucket that clients upload to, one whose objects are published, and one that is kept private. */
final class ObjectStore {
    static final Duration UPLOAD_LIFETIME = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(ObjectStore.class);
    private static final Duration READ_LIFETIME = Duration.ofMinutes(10);
    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final String BRIEFLY = "private, max-age=600";
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final PicturesConfig config;
    private @Nullable S3Connection connection;

    ObjectStore(Vertx vertx, PicturesConfig config) {
        this.vertx = vertx;
        this.config = config;
    }

    Future<SignedUpload> signUpload(String key, String contentType, long size) {
        return vertx.executeBlocking(
                () -> {
                    PresignedPutObjectRequest signed = connection()
                            .presigner()
                            .presignPutObject(presign -> presign.signatureDuration(UPLOAD_LIFETIME)
                                    .putObjectRequest(put -> put.bucket(config.stagingBucket())
                                            .key(key)
                                            .contentType(contentType)
                                            .contentLength(size)));
                    Instant expiresAt = signed.expiration();
                    return new SignedUpload(signed.url().toString(), contentType, expiresAt);
                },
                false);
    }

    /** What was uploaded, if anything was. */
    Future<Optional<StoredObject>> findUpload(String key) {
        return call(s3 -> s3.headObject(head -> head.bucket(config.stagingBucket())
                        .key(key)
                        .overrideConfiguration(override -> override.apiCallTimeout(SHORT)))
                .handle(ObjectStore::found));
    }

    private static Optional<StoredObject> found(@Nullable HeadObjectResponse head, @Nullable Throwable failure) {
        return existing(head, failure).map(known -> new StoredObject(known.contentLength(), known.contentType()));
    }

    private static <T> Optional<T> existing(@Nullable T answer, @Nullable Throwable failure) {
        if (answer != null) {
            return Optional.of(answer);
        }
        if (failure != null && cause(failure) instanceof NoSuchKeyException) {
            return Optional.empty();
        }
        throw new CompletionException(failure);
    }

    /** An upload, at most so many bytes of it. Blocks. */
    byte[] getUpload(String key, long maxBytes) {
        GetObjectRequest get = GetObjectRequest.builder()
                .bucket(config.stagingBucket())
                .key(key)
                .range("bytes=0-" + (maxBytes - 1))
                .build();
        return join(connection().client().getObject(get, AsyncResponseTransformer.toBytes()))
                .asByteArrayUnsafe();
    }

    /** A published object; empty when there is none. Blocks. */
    Optional<byte[]> getPublished(String key) {
        GetObjectRequest get =
                GetObjectRequest.builder().bucket(config.mediaBucket()).key(key).build();
        return join(connection()
                .client()
                .getObject(get, AsyncResponseTransformer.toBytes())
                .handle((object, failure) -> existing(object, failure).map(ResponseBytes::asByteArrayUnsafe)));
    }

    /** Makes objects readable by everybody, for ever under these keys. Blocks. */
    void publish(Map<String, Buffer> pictures) {
        put(config.mediaBucket(), FOREVER, pictures);
    }

    /** Stores objects that only a signed request reads. Blocks. */
    void keep(Map<String, Buffer> pictures) {
        put(config.privateBucket(), BRIEFLY, pictures);
    }

    private void put(String bucket, String cacheControl, Map<String, Buffer> pictures) {
        S3AsyncClient client = connection().client();
        CompletableFuture<?>[] puts = pictures.entrySet().stream()
                .map(entry -> client.putObject(
                        PutObjectRequest.builder()
                                .bucket(bucket)
                                .key(entry.getKey())
                                .contentType(WebpKeys.contentType(entry.getKey()))
                                .cacheControl(cacheControl)
                                .build(),
                        AsyncRequestBody.fromBytesUnsafe(entry.getValue().getBytes())))
                .toArray(CompletableFuture<?>[]::new);
        Void unused = join(CompletableFuture.allOf(puts));
    }

    /** URLs by which whoever has them reads these private objects for a few minutes. */
    Future<SignedReads> signReads(Collection<String> keys) {
        Instant expiresAt = Instant.now().plus(READ_LIFETIME);
        return vertx.executeBlocking(
                () -> new SignedReads(
                        keys.stream().distinct().collect(Collectors.toMap(key -> key, this::signRead)), expiresAt),
                false);
    }

    private String signRead(String key) {
        return connection()
                .presigner()
                .presignGetObject(presign -> presign.signatureDuration(READ_LIFETIME)
                        .getObjectRequest(
                                get -> get.bucket(config.privateBucket()).key(key)))
                .url()
                .toString();
    }

    /** Deletes an upload and private objects; fails when one of them may have stayed. */
    Future<Void> remove(String uploadKey, Collection<String> privateKeys) {
        List<Future<?>> deleting = new ArrayList<>();
        deleting.add(delete(config.stagingBucket(), uploadKey));
        privateKeys.forEach(key -> deleting.add(delete(config.privateBucket(), key)));
        return Future.join(deleting).mapEmpty();
    }

    /** Deletes private objects as well as it can: what stays is known to nobody. */
    void drop(Collection<String> keys) {
        keys.forEach(key -> forget(config.privateBucket(), key));
    }

    /** Deletes as well as it can: what stays is only waste. */
    void forgetUpload(String key) {
        forget(config.stagingBucket(), key);
    }

    /** Deletes what everybody could read; fails when some of it may have stayed. */
    Future<Void> removePublished(Collection<String> keys) {
        return Future.join(keys.stream()
                        .map(key -> delete(config.mediaBucket(), key))
                        .toList())
                .mapEmpty();
    }

    /** Deletes as well as it can: what stays is known to nobody. */
    void unpublish(Collection<String> keys) {
        keys.forEach(key -> forget(config.mediaBucket(), key));
    }

    private void forget(String bucket, String key) {
        delete(bucket, key).onFailure(failure -> LOG.warn("{} stays in {}: {}", key, bucket, failure.getMessage()));
    }

    private Future<?> delete(String bucket, String key) {
        return call(s3 -> s3.deleteObject(delete ->
                delete.bucket(bucket).key(key).overrideConfiguration(override -> override.apiCallTimeout(SHORT))));
    }

    /** Succeeds when the store answers and knows all buckets. */
    Future<Void> probe() {
        return Future.all(probe(config.stagingBucket()), probe(config.mediaBucket()), probe(config.privateBucket()))
                .mapEmpty();
    }

    private Future<?> probe(String bucket) {
        return call(s3 -> s3.headBucket(
                head -> head.bucket(bucket).overrideConfiguration(override -> override.apiCallTimeout(SHORT))));
    }

    private <T> Future<T> call(Function<S3AsyncClient, CompletableFuture<T>> call) {
        return vertx.executeBlocking(() -> call.apply(connection().client()), false)
                .compose(stage -> Future.fromCompletionStage(stage, vertx.getOrCreateContext()))
                .recover(failure -> Future.failedFuture(named(cause(failure))));
    }

    private static <T> T join(CompletableFuture<T> call) {
        try {
            return call.join();
        } catch (CompletionException e) {
            Throwable cause = named(cause(e));
            throw cause instanceof RuntimeException known ? known : e;
        }
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause(cause) : failure;
    }

    private static Throwable named(Throwable failure) {
        if (failure instanceof SdkException) {
            LOG.warn("the object store failed: {}", failure.getMessage());
            return RpcException.unavailable(
                    "store.unavailable", "Pictures cannot be stored for the moment. Try again.");
        }
        return failure;
    }

    /** Made when first needed: it takes a while, and start-up must not wait. */
    private synchronized S3Connection connection() {
        S3Connection open = connection;
        if (open == null) {
            open = S3Connection.open(config);
            connection = open;
        }
        return open;
    }

    Future<Void> close() {
        return vertx.executeBlocking(
                () -> {
                    closeNow();
                    return null;
                },
                false);
    }

    private synchronized void closeNow() {
        S3Connection open = connection;
        if (open != null) {
            open.close();
        }
    }
}
