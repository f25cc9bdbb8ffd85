package com.beachdo.launcher.s3;

import com.beachdo.platform.config.Env;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The object store as commands of operators use it. Blocks. */
public final class S3Store implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @SuppressWarnings("deprecation") // the SDK knows no newer kind
    private final EventLoopGroup loop = new NioEventLoopGroup(1, new DefaultThreadFactory("s3", true));

    private final SdkAsyncHttpClient http = NettyNioAsyncHttpClient.builder()
            .eventLoopGroup(SdkEventLoopGroup.create(loop))
            .build();
    private final S3AsyncClient client;

    private S3Store(S3AsyncClientBuilder builder) {
        this.client = builder.httpClient(http).build();
    }

    /** An object and what readers are told of it. */
    public record Content(byte[] bytes, String contentType, String cacheControl) {}

    public static S3Store of(Env env) {
        URI endpoint = env.uri("BEACHDO_S3_ENDPOINT", "http", "https");
        return new S3Store(S3AsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(env.string("BEACHDO_S3_REGION", "ap-south-1")))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        env.required("BEACHDO_S3_ACCESS_KEY"), env.required("BEACHDO_S3_SECRET_KEY"))))
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(override -> override.apiCallTimeout(PATIENCE)));
    }

    /** The keys of all objects. */
    public List<String> list(String bucket) {
        List<String> keys = new ArrayList<>();
        String from = null;
        do {
            String token = from;
            ListObjectsV2Response page =
                    join(client.listObjectsV2(list -> list.bucket(bucket).continuationToken(token)));
            page.contents().stream().map(S3Object::key).forEach(keys::add);
            from = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
        } while (from != null);
        return keys;
    }

    public Content get(String bucket, String key) {
        software.amazon.awssdk.core.ResponseBytes<GetObjectResponse> object =
                join(client.getObject(get -> get.bucket(bucket).key(key), AsyncResponseTransformer.toBytes()));
        return new Content(
                object.asByteArrayUnsafe(),
                String.valueOf(object.response().contentType()),
                object.response().cacheControl() == null
                        ? ""
                        : object.response().cacheControl());
    }

    public void put(String bucket, String key, byte[] bytes) {
        put(bucket, key, new Content(bytes, "text/plain", "no-store"));
    }

    public void put(String bucket, String key, Content content) {
        Object unused = join(client.putObject(
                put -> put.bucket(bucket)
                        .key(key)
                        .contentType(content.contentType())
                        .cacheControl(content.cacheControl().isEmpty() ? null : content.cacheControl()),
                AsyncRequestBody.fromBytes(content.bytes())));
    }

    public void delete(String bucket, String key) {
        Object unused = join(client.deleteObject(delete -> delete.bucket(bucket).key(key)));
    }

    @Override
    public void close() {
        client.close();
        http.close();
        // by itself the client would wait two seconds for more work
        Future<?> unused = loop.shutdownGracefully(0, PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static <T> T join(CompletableFuture<T> call) {
        try {
            return call.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
