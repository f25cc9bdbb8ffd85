package com.beachdo.edge.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests whose framing others might read differently. This version of Vert.x takes any {@code Content-?ength}
 * for Content-Length, so a body where none belongs is refused, and the connection with it.
 */
final class Guard {
    private static final Set<HttpMethod> WITHOUT_BODY =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.DELETE, HttpMethod.OPTIONS, HttpMethod.TRACE);

    private static final boolean[] TOKEN = token();

    private Guard() {}

    static @Nullable Problem check(HttpServerRequest request) {
        MultiMap headers = request.headers();
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        boolean chunked = headers.contains(HttpHeaders.TRANSFER_ENCODING);
        if (WITHOUT_BODY.contains(request.method()) && (chunked || (length != null && !length.equals("0")))) {
            return new Problem(400, "request.body_not_allowed", "A request of this method has no body.");
        }
        if (chunked && (length != null || request.version() == HttpVersion.HTTP_1_0)) {
            return new Problem(400, "request.framing", "The length of the body is given in two ways.");
        }
        if (length != null && headers.getAll(HttpHeaders.CONTENT_LENGTH).size() > 1) {
            return new Problem(400, "request.framing", "Content-Length is given more than once.");
        }
        if (request.version() == HttpVersion.HTTP_1_1
                && headers.getAll(HttpHeaders.HOST).size() != 1) {
            return new Problem(400, "request.host", "A request names exactly one Host.");
        }
        return hasOddNames(headers)
                ? new Problem(400, "request.header_name", "A header has a name that no header can have.")
                : null;
    }

    /** Names with characters that are no part of a token (RFC 9110, 5.6.2), most of which Netty lets pass. */
    private static boolean hasOddNames(MultiMap headers) {
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey();
            if (name.isEmpty()) {
                return true;
            }
            for (int at = 0; at < name.length(); at++) {
                char c = name.charAt(at);
                if (c >= 0x80 || !TOKEN[c]) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean[] token() {
        boolean[] token = new boolean[0x80];
        for (char c : "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray()) {
            token[c] = true;
        }
        return token;
    }
}
