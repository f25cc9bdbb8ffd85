package com.beachdo.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An S3 server in this process that keeps its objects as files; every bucket needs a signature, media has a reader beside it. */
final class S3Server implements Part {
    static final String STAGING = "beachdo-staging";
    static final String MEDIA = "beachdo-media";
    static final String PRIVATE = "beachdo-private";
    private static final int MAX_THREADS = 40;
    private static final long MAX_OBJECT_BYTES = 256L << 20;
    private static final long MAX_BUFFERED_BYTES = 32L << 20;
    private static final long STOP_MILLIS = 2_000;

    private final S3Proxy server;
    private final MediaServer media;
    private final Map<String, String> environment;

    private S3Server(S3Proxy server, MediaServer media, Map<String, String> environment) {
        this.server = server;
        this.media = media;
        this.environment = environment;
    }

    static S3Server start(DataFolder folder, Ports ports) {
        String accessKey = folder.secret("s3.access-key", Secrets::token);
        String secretKey = folder.secret("s3.secret-key", Secrets::token);
        BlobStore objects = objects(folder.resolve("s3"));
        S3Proxy server = ports.listen("s3", port -> listen(port, objects, accessKey, secretKey));
        try {
            MediaServer media = ports.listen("media", port -> new MediaServer(port, objects, MEDIA));
            String endpoint = "http://127.0.0.1:" + server.getPort();
            return new S3Server(server, media, environment(endpoint, accessKey, secretKey, media.url()));
        } catch (RuntimeException e) {
            stop(server);
            throw e;
        }
    }

    static Map<String, String> environment(String endpoint, String accessKey, String secretKey, String mediaUrl) {
        return Map.of(
                Kind.S3.variable(),
                endpoint,
                "BEACHDO_S3_REGION",
                "ap-south-1",
                "BEACHDO_S3_ACCESS_KEY",
                accessKey,
                "BEACHDO_S3_SECRET_KEY",
                secretKey,
                "BEACHDO_S3_STAGING_BUCKET",
                STAGING,
                "BEACHDO_S3_MEDIA_BUCKET",
                MEDIA,
                "BEACHDO_S3_PRIVATE_BUCKET",
                PRIVATE,
                "BEACHDO_MEDIA_URL",
                mediaUrl);
    }

    private static BlobStore objects(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        BlobStore objects = new FilesystemNio2BlobStore(folder.toString());
        for (String bucket : List.of(STAGING, MEDIA, PRIVATE)) {
            if (!objects.containerExists(bucket)) {
                objects.createContainer(bucket);
            }
        }
        return objects;
    }

    private static S3Proxy listen(int port, BlobStore objects, String accessKey, String secretKey) {
        S3Proxy server = S3Proxy.builder()
                .blobStore(objects)
                .endpoint(URI.create("http://127.0.0.1:" + port))
                .awsAuthentication(AuthenticationType.AWS_V4, accessKey, secretKey)
                .corsRules(browsersMayUpload())
                .jettyMaxThreads(MAX_THREADS)
                .maxSinglePartObjectSize(MAX_OBJECT_BYTES)
                .v4MaxNonChunkedRequestSize(MAX_BUFFERED_BYTES)
                .ignoreUnknownHeaders(true)
                .stopTimeout(STOP_MILLIS)
                .build();
        try {
            server.start();
            return server;
        } catch (Exception e) {
            stop(server);
            if (e instanceof BindException || e.getCause() instanceof BindException) {
                throw new PortTakenException("Port " + port + " is taken");
            }
            throw new EmbeddedException("The S3 server does not start: " + e.getMessage(), e);
        }
    }

    private static CrossOriginResourceSharing browsersMayUpload() {
        return new CrossOriginResourceSharing(
                List.of("*"), List.of("GET", "HEAD", "PUT", "POST"), List.of("*"), List.of("ETag"), "false");
    }

    private static void stop(S3Proxy server) {
        try {
            server.stop();
        } catch (Exception e) {
            throw new EmbeddedException("The S3 server does not stop: " + e.getMessage(), e);
        }
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public void close() {
        media.close();
        stop(server);
    }
}
