package com.beachdo.launcher.chat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A client's end of Socket.IO 4 over a WebSocket, to a server that Beachdo is measured beside. Lives on one event loop. */
final class SocketIoSocket implements LoadSocket {
    private static final long REPLY_MILLIS = 5_000;
    private static final String OPEN = "0";
    private static final String PING = "2";
    private static final String PONG = "3";
    private static final String CONNECT = "40";
    private static final String EVENT = "42";
    private static final String ACKNOWLEDGEMENT = "43";
    private static final String MESSAGE = "42[\"message\"";

    private final WebSocket socket;
    private final Map<Long, Promise<JsonObject>> waiting = new HashMap<>();
    private final Promise<Void> connected = Promise.promise();
    private Consumer<String> messages = frame -> {};
    private long sent;

    private SocketIoSocket(WebSocket socket, JsonObject who) {
        this.socket = socket;
        socket.textMessageHandler(frame -> receive(frame, who));
        socket.exceptionHandler(ignored -> {});
        socket.closeHandler(ignored -> {
            boolean unused = connected.tryFail("closed");
            List<Promise<JsonObject>> unanswered = List.copyOf(waiting.values());
            waiting.clear();
            unanswered.forEach(reply -> reply.tryFail("closed"));
        });
    }

    static Future<LoadSocket> connect(Vertx vertx, WebSocketClient client, int port, String room, String user) {
        JsonObject who = new JsonObject().put("room", room).put("user", user);
        return client.connect(new WebSocketConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setURI("/socket.io/?EIO=4&transport=websocket"))
                .compose(socket -> {
                    SocketIoSocket made = new SocketIoSocket(socket, who);
                    return made.connected.future().<LoadSocket>map(made);
                })
                .timeout(REPLY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void receive(String frame, JsonObject who) {
        if (frame.startsWith(MESSAGE)) {
            messages.accept(frame);
        } else if (frame.startsWith(ACKNOWLEDGEMENT)) {
            acknowledged(frame);
        } else if (frame.equals(PING)) {
            write(PONG);
        } else if (frame.startsWith(OPEN)) {
            write(CONNECT + who.encode());
        } else if (frame.startsWith(CONNECT)) {
            boolean unused = connected.tryComplete();
        }
    }

    private void acknowledged(String frame) {
        int body = frame.indexOf('[');
        Promise<JsonObject> reply = waiting.remove(Long.parseLong(frame.substring(ACKNOWLEDGEMENT.length(), body)));
        JsonObject answer = new JsonArray(frame.substring(body)).getJsonObject(0);
        if (reply != null) {
            boolean unused = answer.containsKey("message")
                    ? reply.tryComplete(answer)
                    : reply.tryFail(answer.getString("error", "refused"));
        }
    }

    @Override
    public void tap(Consumer<String> handler) {
        messages = handler;
    }

    @Override
    public Future<?> send(String chatId, String clientMessageId, String text) {
        long number = sent++;
        Promise<JsonObject> reply = Promise.promise();
        Promise<JsonObject> unused = waiting.put(number, reply);
        JsonObject message =
                new JsonObject().put("clientMessageId", clientMessageId).put("text", text);
        write(EVENT + number + new JsonArray().add("message").add(message).encode());
        return reply.future().timeout(REPLY_MILLIS, TimeUnit.MILLISECONDS).onFailure(ignored -> waiting.remove(number));
    }

    private void write(String frame) {
        Future<Void> unused = socket.writeTextMessage(frame);
    }

    @Override
    public void drop() {
        Future<Void> unused = socket.close();
    }
}
