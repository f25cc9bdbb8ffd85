package com.beachdo.edge.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Set;

/**
 * Lets the pages of named origins read the API's answers. Access tokens travel in a
 * header; credentials are allowed only to a page that asks for the refresh cookie.
 */
final class Cors {
    private static final String REQUEST_HEADERS =
            "Authorization, Content-Type, Idempotency-Key, If-Match, Refresh-Mode, traceparent, X-LogRocket-URL";
    private static final String EXPOSED = "ETag, Retry-After, RateLimit, RateLimit-Policy, WWW-Authenticate, Allow";

    private final Set<String> origins;

    Cors(Set<String> origins) {
        this.origins = origins;
    }

    /** Whether the request is a page's question whether it may ask. */
    static boolean isPreflight(HttpServerRequest request) {
        return request.method() == HttpMethod.OPTIONS
                && request.headers().contains(HttpHeaders.ORIGIN)
                && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }

    void put(HttpServerRequest request) {
        if (origins.isEmpty()) {
            return;
        }
        MultiMap headers = request.response().headers().set(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && origins.contains(origin)) {
            MultiMap unused = headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                    .set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
            if (wantsCookie(request)) {
                MultiMap unusedToo = headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
            }
        }
    }

    private static boolean wantsCookie(HttpServerRequest request) {
        String asked = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
        return request.headers().contains(RefreshCookie.HEADER)
                || (asked != null && asked.toLowerCase(Locale.ROOT).contains("refresh-mode"));
    }

    /** The answer to a page's question; without CORS headers for origins that are not named. */
    void putPreflight(HttpServerRequest request, String methods) {
        MultiMap headers = request.response().headers();
        if (headers.contains(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)) {
            MultiMap unused = headers.remove(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS)
                    .set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, methods)
                    .set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS)
                    .set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "600");
        }
    }
}
