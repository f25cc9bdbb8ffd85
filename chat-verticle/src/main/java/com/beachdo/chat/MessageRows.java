package com.beachdo.chat;

import com.beachdo.chat.v1.Message;
import com.beachdo.chat.v1.MessageImage;
import com.beachdo.chat.v1.Offer;
import com.beachdo.common.v1.Money;
import com.google.protobuf.Timestamp;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages out of rows of the message table. */
final class MessageRows {
    /** What {@link #message} reads. */
    static final String COLUMNS =
            """
            message.room_id, message.message_id, message.seq, message.client_message_id, message.sender_id, message.text,
            message.offer, message.created_at, message.edited_at, message.deleted_at, message.image_id, message.image_blurhash,
            message.hidden
            """;

    private MessageRows() {}

    static boolean hasMessage(Row row) {
        return row.getUUID("message_id") != null;
    }

    /** For somebody: of what only its sender is to see, others get the place of a deleted message, so that no seq is missing. */
    static Message shownTo(UUID userId, Row row) {
        Message message = message(row);
        if (!row.getBoolean("hidden") || message.getSenderId().equals(userId.toString())) {
            return message;
        }
        return message.toBuilder()
                .clearText()
                .clearOffer()
                .clearImage()
                .clearEditedAt()
                .setDeletedAt(message.getCreatedAt())
                .build();
    }

    /** All of it. */
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
        @Nullable JsonObject offer = row.getJsonObject("offer");
        if (offer != null) {
            message.setOffer(offer(offer));
        }
        @Nullable UUID imageId = row.getUUID("image_id");
        if (imageId != null) {
            message.setImage(image(imageId, row.getString("image_blurhash")));
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

    /** Without URLs. */
    static MessageImage image(UUID id, String blurhash) {
        return MessageImage.newBuilder()
                .setId(id.toString())
                .setBlurhash(blurhash)
                .build();
    }

    private static Offer offer(JsonObject json) {
        JsonObject price = json.getJsonObject("price");
        Offer.Builder offer = Offer.newBuilder()
                .setId(json.getString("id"))
                .setPrice(
                        Money.newBuilder().setAmount(price.getLong("amount")).setCurrency(price.getString("currency")))
                .setState(json.getString("state"))
                .setVersion(json.getLong("version"));
        if (json.containsKey("awaitsUserId")) {
            offer.setAwaitsUserId(json.getString("awaitsUserId"));
        }
        if (json.containsKey("expiresAt")) {
            offer.setExpiresAt(timestamp(OffsetDateTime.parse(json.getString("expiresAt"))));
        }
        return offer.build();
    }

    static Timestamp timestamp(OffsetDateTime time) {
        return Timestamp.newBuilder()
                .setSeconds(time.toEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
