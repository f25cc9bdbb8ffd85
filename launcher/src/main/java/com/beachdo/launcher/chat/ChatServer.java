package com.beachdo.launcher.chat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The public surface of a server, asked without blocking. */
public final class ChatServer {
    private static final int CALL_MILLIS = 5_000;
    private static final int CONNECTIONS = 16;
    private static final int MAX_SOCKETS = 100_000;

    private final Vertx vertx;
    private final URI api;
    private final HttpClient http;
    private final WebSocketClient sockets;

    public ChatServer(Vertx vertx, URI api) {
        this.vertx = vertx;
        this.api = api;
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(CALL_MILLIS).setReadIdleTimeout(30),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        this.sockets = vertx.createWebSocketClient(
                new WebSocketClientOptions().setConnectTimeout(CALL_MILLIS).setMaxConnections(MAX_SOCKETS));
    }

    Vertx vertx() {
        return vertx;
    }

    /** An answer that was no success. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int status;

        RefusedException(int status, String what) {
            super(status + " " + what);
            this.status = status;
        }

        int status() {
            return status;
        }

        /** Whether asking again can't change it: nothing was done, and nothing will be. */
        boolean isDefinite() {
            return status >= 400 && status < 500 && status != 401 && status != 408 && status != 429;
        }
    }

    Future<JsonObject> call(HttpMethod method, String path, @Nullable String token, @Nullable JsonObject body) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setHost(api.getHost())
                .setPort(api.getPort())
                .setURI(path)
                .setTimeout(CALL_MILLIS);
        if (token != null) {
            options.putHeader("Authorization", "Bearer " + token);
        }
        if (body != null) {
            options.putHeader("Content-Type", "application/json");
        }
        return http.request(options).compose(request -> (body == null ? request.send() : request.send(body.toBuffer()))
                .compose(response -> response.body().map(answer -> checked(response.statusCode(), path, answer))));
    }

    private static JsonObject checked(int status, String path, Buffer answer) {
        if (status >= 300) {
            throw new RefusedException(status, path + " " + answer);
        }
        return answer.length() == 0 ? new JsonObject() : answer.toJsonObject();
    }

    Future<BridgeSocket> connect(String ticket) {
        return sockets.connect(new WebSocketConnectOptions()
                        .setHost(api.getHost())
                        .setPort(api.getPort())
                        .setTimeout(CALL_MILLIS)
                        // no page of a browser
                        .setAllowOriginHeader(false)
                        .setURI("/realtime/websocket?ticket=" + ticket))
                .map(socket -> new BridgeSocket(vertx, socket));
    }
}
