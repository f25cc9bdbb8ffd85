package com.beachdo.launcher.chat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;

/** A socket of Beachdo's. */
final class BridgeLoadSocket implements LoadSocket {
    private static final String MESSAGE = "\"type\":\"message\"";
    private static final String BODY = "body\":{";

    private final BridgeSocket socket;

    BridgeLoadSocket(BridgeSocket socket) {
        this.socket = socket;
    }

    @Override
    public void tap(Consumer<String> messages) {
        BridgeSocket unused = socket.tap(frame -> {
            if (frame.startsWith(MESSAGE, frame.indexOf(BODY) + BODY.length())) {
                messages.accept(frame);
            }
        });
    }

    @Override
    public Future<?> send(String chatId, String clientMessageId, String text) {
        return socket.request(
                "chat.send",
                new JsonObject()
                        .put("chatId", chatId)
                        .put("clientMessageId", clientMessageId)
                        .put("text", text));
    }

    @Override
    public void drop() {
        socket.drop();
    }
}
