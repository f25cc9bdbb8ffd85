package com.beachdo.launcher.chat;

import com.beachdo.launcher.chat.ChatServer.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Somebody who signs in, and again when the token has ended. */
public final class Account {
    private final ChatServer server;
    private final String id;
    private final String email;
    private final String password;
    private @Nullable String token;

    Account(ChatServer server, String id, String email, String password) {
        this.server = server;
        this.id = id;
        this.email = email;
        this.password = password;
    }

    String id() {
        return id;
    }

    /** The same person at another server. */
    Account at(ChatServer other) {
        return new Account(other, id, email, password);
    }

    Future<Void> signIn() {
        JsonObject account = new JsonObject().put("email", email).put("password", password);
        return server.call(HttpMethod.POST, "/v1/auth/login", null, account).map(signedIn -> {
            token = signedIn.getJsonObject("tokens").getString("accessToken");
            return null;
        });
    }

    Future<JsonObject> call(HttpMethod method, String path, @Nullable JsonObject body) {
        if (token == null) {
            return signIn().compose(ignored -> server.call(method, path, token, body));
        }
        return server.call(method, path, token, body)
                .recover(failure -> failure instanceof RefusedException refused && refused.status() == 401
                        ? signIn().compose(ignored -> server.call(method, path, token, body))
                        : Future.failedFuture(failure));
    }

    Future<BridgeSocket> connect() {
        return call(HttpMethod.POST, "/v1/realtime/ticket", new JsonObject())
                .compose(answer -> server.connect(answer.getString("ticket")));
    }
}
