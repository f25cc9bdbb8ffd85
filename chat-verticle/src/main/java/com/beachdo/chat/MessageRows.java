package com.beachdo.chat;

import com.beachdo.chat.v1.Message;
import com.google.protobuf.Timestamp;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Messages out of rows of the message table. */
final class MessageRows {
    /** What {@link #message} reads. */
    static final String COLUMNS =
            """
            message.room_id, message.message_id, message.seq, message.client_message_id, message.sender_id, message.text,
            message.created_at, message.edited_at, message.deleted_at
            """;

    private MessageRows() {}

    static boolean hasMessage(Row row) {
        return row.getUUID("message_id") != null;
    }

    static Message message(Row row) {
        Message.Builder message = Message.newBuilder()
                .setId(row.getUUID("message_id").toString())
                .setChatId(row.getUUID("room_id").toString())
                .setSeq(row.getLong("seq"))
                .setClientMessageId(row.getString("client_message_id"))
                .setSenderId(row.getUUID("sender_id").toString())
                .setCreatedAt(timestamp(row.getOffsetDateTime("created_at")));
        @Nullable String text = row.getString("text");
        if (text != null) {
            message.setText(text);
        }
        @Nullable OffsetDateTime editedAt = row.getOffsetDateTime("edited_at");
        if (editedAt != null) {
            message.setEditedAt(timestamp(editedAt));
        }
        @Nullable OffsetDateTime deletedAt = row.getOffsetDateTime("deleted_at");
        if (deletedAt != null) {
            message.setDeletedAt(timestamp(deletedAt));
        }
        return message.build();
    }

    static Timestamp timestamp(OffsetDateTime time) {
        return Timestamp.newBuilder()
                .setSeconds(time.toEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
