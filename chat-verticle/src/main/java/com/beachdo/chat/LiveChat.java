package com.beachdo.chat;

import com.beachdo.chat.v1.Message;
import com.beachdo.platform.live.LiveEvents;
import com.google.protobuf.Timestamp;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/**
 * Tells members' sockets what has been committed. Events of one room may overtake each other on their way: each says
 * the change_seq it follows on ({@code since}) and the one it leads to ({@code changeSeq}).
 */
final class LiveChat {
    private final LiveEvents live;

    LiveChat(LiveEvents live) {
        this.live = live;
    }

    /** A new message; it stands for its sender's receipt too. */
    void message(Stored stored) {
        tellBoth(stored.members(), event("message", stored));
    }

    void messageChanged(Stored stored) {
        tellBoth(stored.members(), event("messageChanged", stored));
    }

    private static JsonObject event(String type, Stored stored) {
        return new JsonObject()
                .put("type", type)
                .put("message", json(stored.message()))
                .put("since", stored.since())
                .put("changeSeq", stored.changeSeq());
    }

    void receipt(ReceiptStore.Moved moved) {
        tellBoth(
                moved.members(),
                new JsonObject()
                        .put("type", "receipt")
                        .put("chatId", moved.receipt().getChatId())
                        .put("userId", moved.receipt().getUserId())
                        .put("readSeq", moved.receipt().getReadSeq())
                        .put("deliveredSeq", moved.receipt().getDeliveredSeq())
                        .put("since", moved.changeSeq() - 1)
                        .put("changeSeq", moved.changeSeq()));
    }

    void typing(UUID to, UUID chatId, UUID userId) {
        live.publish(
                to.toString(),
                new JsonObject()
                        .put("type", "typing")
                        .put("chatId", chatId.toString())
                        .put("userId", userId.toString()));
    }

    private void tellBoth(Members members, JsonObject event) {
        for (UUID userId : members.both()) {
            live.publish(userId.toString(), event);
        }
    }

    /** A message as REST shows it. */
    static JsonObject json(Message message) {
        JsonObject json = new JsonObject()
                .put("id", message.getId())
                .put("chatId", message.getChatId())
                .put("seq", message.getSeq())
                .put("clientMessageId", message.getClientMessageId())
                .put("senderId", message.getSenderId());
        if (message.hasText()) {
            json.put("text", message.getText());
        }
        json.put("createdAt", time(message.getCreatedAt()));
        if (message.hasEditedAt()) {
            json.put("editedAt", time(message.getEditedAt()));
        }
        if (message.hasDeletedAt()) {
            json.put("deletedAt", time(message.getDeletedAt()));
        }
        return json;
    }

    private static String time(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos())
                .toString();
    }
}
