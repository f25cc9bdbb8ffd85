package com.beachdo.embedded;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Serves the published objects to anyone, and nothing else: a bucket made public in S3 could also be listed. */
final class MediaServer implements AutoCloseable {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    private final LocalHttp http;
    private final BlobStore objects;
    private final String bucket;
    private final String url;

    MediaServer(int port, BlobStore objects, String bucket) {
        this.objects = objects;
        this.bucket = bucket;
        this.url = "http://127.0.0.1:" + port;
        this.http = LocalHttp.start(port, this::handle);
    }

    String url() {
        return url;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.sendResponseHeaders(405, -1);
            return;
        }
        String key = exchange.getRequestURI().getPath().substring(1);
        Optional<HeadObjectResponse> object = find(key);
        if (object.isEmpty()) {
            exchange.sendResponseHeaders(404, -1);
        } else if (object.get().eTag().equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            describe(exchange.getResponseHeaders(), object.get());
            exchange.sendResponseHeaders(304, -1);
        } else {
            send(exchange, key, object.get());
        }
    }

    private Optional<HeadObjectResponse> find(String key) {
        if (!KEY.matcher(key).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(objects.blobMetadataIfPresent(bucket, key));
        } catch (NoSuchKeyException none) {
            return Optional.empty();
        }
    }

    private void send(HttpExchange exchange, String key, HeadObjectResponse object) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        describe(headers, object);
        headers.set("Content-Type", object.contentType());
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", Long.toString(object.contentLength()));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        try (InputStream content = objects.getBlob(bucket, key)) {
            exchange.sendResponseHeaders(200, object.contentLength() == 0 ? -1 : object.contentLength());
            content.transferTo(exchange.getResponseBody());
        }
    }

    private static void describe(Headers headers, HeadObjectResponse object) {
        headers.set("ETag", object.eTag());
        headers.set("Cache-Control", "public, max-age=31536000, immutable");
        headers.set("Access-Control-Allow-Origin", "*");
        headers.set("Cross-Origin-Resource-Policy", "cross-origin");
        headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
    }

    @Override
    public void close() {
        http.close();
    }
}
