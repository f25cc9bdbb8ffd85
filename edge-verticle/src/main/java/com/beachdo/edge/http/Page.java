package com.beachdo.edge.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A small resource that is the same for everybody.
 *
 * @param policy what a browser lets it do (Content-Security-Policy)
 */
record Page(String type, Buffer content, String policy, String etag) {
    static final String HTML = "text/html; charset=utf-8";
    static final String CSS = "text/css; charset=utf-8";
    static final String JS = "text/javascript; charset=utf-8";

    Page(String type, Buffer content, String policy) {
        this(type, content, policy, '"' + hash(content.getBytes()) + '"');
    }

    void serve(HttpServerRequest request) {
        HttpServerResponse response = request.response()
                .putHeader(SecurityHeaders.CSP, policy)
                .putHeader(HttpHeaders.ETAG, etag)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        if (etag.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            Future<Void> unused = response.setStatusCode(304).end();
        } else {
            Future<Void> unused = Answers.end(request, type, content);
        }
    }

    /** A resource of the class path. */
    static byte[] bytes(String resource) {
        try (InputStream in = Page.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
