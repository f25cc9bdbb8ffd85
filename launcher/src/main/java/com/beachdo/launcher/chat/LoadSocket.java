package com.beachdo.launcher.chat;

import io.vertx.core.Future;
import java.util.function.Consumer;

/** A client's socket that messages of one room go in and come out at. */
interface LoadSocket {
    /** New messages go here, as they came. */
    void tap(Consumer<String> messages);

    /** Succeeds when the server says that it has the message. */
    Future<?> send(String chatId, String clientMessageId, String text);

    void drop();
}
