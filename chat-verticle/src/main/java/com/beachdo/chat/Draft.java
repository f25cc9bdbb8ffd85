package com.beachdo.chat;

import com.beachdo.chat.v1.SendMessageRequest;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.RpcException;
import java.util.UUID;

/** A message somebody wants to send. */
record Draft(UUID chatId, UUID senderId, String clientMessageId, String text) {
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
                MessageText.of(request.getText()));
    }
}
