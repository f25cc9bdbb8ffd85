package com.beachdo.chat;

import com.beachdo.chat.v1.MessageSuspected;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** Tells moderation of what looks like a fraud, once for a sender in a room. */
final class Suspicions {
    private Suspicions() {}

    static boolean isSuspect(Draft draft) {
        return ScamSignals.of(draft.text()).contains(ScamSignals.ADVANCE_PAYMENT);
    }

    static Future<Void> tell(Tx tx, Stored stored) {
        String sql =
                """
                UPDATE member SET suspected_at = now()
                WHERE room_id = $1 AND user_id = $2 AND suspected_at IS NULL
                """;
        UUID chatId = UUID.fromString(stored.message().getChatId());
        UUID senderId = UUID.fromString(stored.message().getSenderId());
        List<String> signals = ScamSignals.of(stored.message().getText());
        return tx.query(sql, chatId, senderId)
                .compose(rows -> rows.rowCount() == 0
                        ? Future.succeededFuture()
                        : tx.emit(
                                chatId.toString(),
                                MessageSuspected.newBuilder()
                                        .setChatId(chatId.toString())
                                        .setMessageId(stored.message().getId())
                                        .setSenderId(senderId.toString())
                                        .setReceiverId(stored.members()
                                                .otherThan(senderId)
                                                .toString())
                                        .addAllSignals(signals)
                                        .build()));
    }
}
