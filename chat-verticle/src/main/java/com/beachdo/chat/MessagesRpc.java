package com.beachdo.chat;

import com.beachdo.chat.v1.DeleteMessageRequest;
import com.beachdo.chat.v1.EditMessageRequest;
import com.beachdo.chat.v1.ListChangesReply;
import com.beachdo.chat.v1.ListChangesRequest;
import com.beachdo.chat.v1.ListMessagesReply;
import com.beachdo.chat.v1.ListMessagesRequest;
import com.beachdo.chat.v1.LookUpMessageReply;
import com.beachdo.chat.v1.LookUpMessageRequest;
import com.beachdo.chat.v1.MarkDeliveredRequest;
import com.beachdo.chat.v1.MarkReadRequest;
import com.beachdo.chat.v1.Message;
import com.beachdo.chat.v1.Messages;
import com.beachdo.chat.v1.NotifyTypingRequest;
import com.beachdo.chat.v1.Receipt;
import com.beachdo.chat.v1.SendMessageReply;
import com.beachdo.chat.v1.SendMessageRequest;
import com.beachdo.common.v1.Empty;
import com.beachdo.platform.db.Ids;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** The messages contract. Sockets are told only what a store has answered, which is committed. */
final class MessagesRpc implements Messages {
    private final MessageStore messages;
    private final CorrectionStore corrections;
    private final ChangeStore changes;
    private final ReceiptStore receipts;
    private final BlockStore blocks;
    private final LiveChat live;

    MessagesRpc(
            MessageStore messages,
            CorrectionStore corrections,
            ChangeStore changes,
            ReceiptStore receipts,
            BlockStore blocks,
            LiveChat live) {
        this.messages = messages;
        this.corrections = corrections;
        this.changes = changes;
        this.receipts = receipts;
        this.blocks = blocks;
        this.live = live;
    }

    @Override
    public Future<ListMessagesReply> listMessages(ListMessagesRequest request) {
        UUID userId = Caller.id();
        UUID chatId = chatId(request.getChatId());
        int limit = Caller.limit(request.getLimit());
        long before = request.hasBefore() ? Caller.seq("before", request.getBefore()) : Long.MAX_VALUE;
        Future<List<Message>> found = request.hasAfter()
                ? messages.after(userId, chatId, Caller.seq("after", request.getAfter()), before, limit)
                : messages.before(userId, chatId, before, limit);
        return found.map(
                items -> ListMessagesReply.newBuilder().addAllItems(items).build());
    }

    @Override
    public Future<ListChangesReply> listChanges(ListChangesRequest request) {
        return changes.since(
                Caller.id(),
                chatId(request.getChatId()),
                Caller.seq("since", request.getSince()),
                Caller.limit(request.getLimit()));
    }

    @Override
    public Future<SendMessageReply> sendMessage(SendMessageRequest request) {
        return messages.send(Draft.of(Caller.id(), request)).map(stored -> {
            if (stored.isChanged()) {
                live.message(stored);
            }
            return SendMessageReply.newBuilder().setMessage(stored.message()).build();
        });
    }

    @Override
    public Future<Message> editMessage(EditMessageRequest request) {
        return corrections
                .edit(
                        Caller.id(),
                        chatId(request.getChatId()),
                        messageId(request.getMessageId()),
                        MessageText.of(request.getText()))
                .map(this::told);
    }

    @Override
    public Future<Empty> deleteMessage(DeleteMessageRequest request) {
        return corrections
                .delete(Caller.id(), chatId(request.getChatId()), messageId(request.getMessageId()))
                .map(this::told)
                .map(Empty.getDefaultInstance());
    }

    private Message told(Stored stored) {
        if (stored.isChanged()) {
            live.messageChanged(stored);
        }
        return stored.message();
    }

    @Override
    public Future<Receipt> markRead(MarkReadRequest request) {
        return receipts.read(Caller.id(), chatId(request.getChatId()), Caller.seq("seq", request.getSeq()))
                .map(this::told);
    }

    @Override
    public Future<Receipt> markDelivered(MarkDeliveredRequest request) {
        return receipts.delivered(Caller.id(), chatId(request.getChatId()), Caller.seq("seq", request.getSeq()))
                .map(this::told);
    }

    private Receipt told(ReceiptStore.Moved moved) {
        if (moved.isChanged()) {
            live.receipt(moved);
        }
        return moved.receipt();
    }

    @Override
    public Future<Empty> notifyTyping(NotifyTypingRequest request) {
        UUID userId = Caller.id();
        UUID chatId = chatId(request.getChatId());
        return blocks.reachableBy(userId, chatId).map(counterpart -> {
            counterpart.ifPresent(to -> live.typing(to, chatId, userId));
            return Empty.getDefaultInstance();
        });
    }

    @Override
    public Future<LookUpMessageReply> lookUpMessage(LookUpMessageRequest request) {
        UUID messageId = messageId(request.getMessageId());
        UUID memberId = Ids.parse("memberId", request.getMemberId());
        return messages.around(messageId, memberId).map(found -> evidence(found, messageId.toString()));
    }

    private static LookUpMessageReply evidence(List<Message> found, String messageId) {
        LookUpMessageReply.Builder reply = LookUpMessageReply.newBuilder();
        for (Message message : found) {
            if (message.getId().equals(messageId)) {
                reply.setMessage(message);
            } else {
                reply.addContext(message);
            }
        }
        return reply.build();
    }

    private static UUID chatId(String value) {
        return Ids.parse("chatId", value);
    }

    private static UUID messageId(String value) {
        return Ids.parse("messageId", value);
    }
}
