package com.beachdo.edge.http;

import com.beachdo.edge.contract.InvalidInputException;
import com.beachdo.edge.contract.Operation;
import com.beachdo.platform.rpc.FieldError;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the refresh tokens of browsers in a cookie that no script can read. A page asks for it by the header Refresh-Mode,
 * which pages of other sites can't send; without it a cookie has no effect.
 */
final class RefreshCookie {
    static final String HEADER = "Refresh-Mode";
    private static final String MODE = "cookie";
    private static final String NAME = "__Host-refresh";
    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=";
    /** As long as a session may last. */
    private static final int SECONDS = 180 * 24 * 3_600;

    private static final String TOKEN = "refresh_token";
    private static final String TOKENS = "tokens";

    private final Set<String> origins;

    /** @param origins whose pages may use it */
    RefreshCookie(Set<String> origins) {
        this.origins = origins;
    }

    /** Whether the request is a page's that wants the cookie; fails when that page may not. */
    boolean isAsked(Operation operation, HttpServerRequest request) {
        String mode = operation.refreshCookie() ? request.getHeader(HEADER) : null;
        if (mode == null) {
            return false;
        }
        if (!mode.equals(MODE)) {
            throw new ProblemException(400, "request.refresh_mode", "Refresh-Mode is cookie, or left out.");
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || !origins.contains(origin)) {
            throw new ProblemException(403, "auth.origin", "Pages of this origin may not use the cookie.");
        }
        return true;
    }

    /** The request with the token of the cookie, where it takes one. */
    static Message received(Message message, boolean asked, HttpServerRequest request) {
        FieldDescriptor field = message.getDescriptorForType().findFieldByName(TOKEN);
        if (field == null) {
            return message;
        }
        if (asked) {
            return message.toBuilder().setField(field, cookie(request)).build();
        }
        if (!message.hasField(field)) {
            throw new InvalidInputException(List.of(new FieldError("/refreshToken", "is required")));
        }
        return message;
    }

    private static String cookie(HttpServerRequest request) {
        List<String> tokens = request.headers().getAll(HttpHeaders.COOKIE).stream()
                .flatMap(header -> ServerCookieDecoder.STRICT.decodeAll(header).stream())
                .filter(cookie -> cookie.name().equals(NAME))
                .map(Cookie::value)
                .toList();
        return tokens.size() == 1 ? tokens.get(0) : "";
    }

    /** The reply without its refresh token, which goes into the cookie; what replies without tokens ends the cookie. */
    static Message sent(Message reply, HttpServerResponse response) {
        Descriptor type = reply.getDescriptorForType();
        FieldDescriptor tokens = type.findFieldByName(TOKENS);
        if (tokens == null) {
            put(response, "", 0);
            return reply;
        }
        Message pair = (Message) reply.getField(tokens);
        FieldDescriptor token = token(pair);
        if (token == null) {
            return reply;
        }
        put(response, (String) pair.getField(token), SECONDS);
        return reply.toBuilder()
                .setField(tokens, pair.toBuilder().clearField(token).build())
                .build();
    }

    private static @Nullable FieldDescriptor token(Message pair) {
        FieldDescriptor token = pair.getDescriptorForType().findFieldByName(TOKEN);
        return pair.hasField(token) ? token : null;
    }

    private static void put(HttpServerResponse response, String value, int seconds) {
        HttpServerResponse unused =
                response.putHeader(HttpHeaders.SET_COOKIE, NAME + "=" + value + ATTRIBUTES + seconds);
    }
}
