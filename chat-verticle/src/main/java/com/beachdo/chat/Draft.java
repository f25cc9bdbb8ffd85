package com.beachdo.chat;

import com.beachdo.chat.v1.SendMessageRequest;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.RpcException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message somebody wants to send.
 *
 * @param text empty for a picture without words
 */
record Draft(UUID chatId, UUID senderId, String clientMessageId, String text, @Nullable UUID imageId) {
    private static final int MAX_CLIENT_MESSAGE_ID = 64;

    Draft {
        if (clientMessageId.isEmpty()
                || clientMessageId.codePointCount(0, clientMessageId.length()) > MAX_CLIENT_MESSAGE_ID
                || !MessageText.isPlain(clientMessageId, "")) {
            throw RpcException.invalid(
                    "chat.client_message_id_invalid",
                    "/clientMessageId",
                    "must be 1 to " + MAX_CLIENT_MESSAGE_ID + " characters, no control characters");
        }
    }

    static Draft of(UUID senderId, SendMessageRequest request) {
        return new Draft(
                Ids.parse("chatId", request.getChatId()),
                senderId,
                request.getClientMessageId(),
                request.hasImageId() && request.getText().isBlank() ? "" : MessageText.of(request.getText()),
                request.hasImageId() ? Ids.parse("imageId", request.getImageId()) : null);
    }

    /** Empty without a picture. */
    String image() {
        return imageId == null ? "" : imageId.toString();
    }
}
