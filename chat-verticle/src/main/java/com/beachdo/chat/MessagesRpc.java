package com.beachdo.chat;

import com.beachdo.chat.v1.Change;
import com.beachdo.chat.v1.DeleteMessageRequest;
import com.beachdo.chat.v1.EditMessageRequest;
import com.beachdo.chat.v1.GetReportedImageRequest;
import com.beachdo.chat.v1.ListChangesReply;
import com.beachdo.chat.v1.ListChangesRequest;
import com.beachdo.chat.v1.ListMessagesReply;
import com.beachdo.chat.v1.ListMessagesRequest;
import com.beachdo.chat.v1.LookUpMessageReply;
import com.beachdo.chat.v1.LookUpMessageRequest;
import com.beachdo.chat.v1.MarkDeliveredRequest;
import com.beachdo.chat.v1.MarkReadRequest;
import com.beachdo.chat.v1.Message;
import com.beachdo.chat.v1.MessageImage;
import com.beachdo.chat.v1.Messages;
import com.beachdo.chat.v1.NotifyTypingRequest;
import com.beachdo.chat.v1.Receipt;
import com.beachdo.chat.v1.SearchMessagesReply;
import com.beachdo.chat.v1.SearchMessagesRequest;
import com.beachdo.chat.v1.SendMessageReply;
import com.beachdo.chat.v1.SendMessageRequest;
import com.beachdo.common.v1.Empty;
import com.beachdo.platform.db.Ids;
import io.vertx.core.Future;
import java.util.Iterator;
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
    private final Doubts doubts;
    private final MessageImages images;
    private final MessageSearch search;
    private final KeptImages kept;

    MessagesRpc(
            MessageStore messages,
            CorrectionStore corrections,
            ChangeStore changes,
            ReceiptStore receipts,
            BlockStore blocks,
            LiveChat live,
            Doubts doubts,
            MessageImages images,
            MessageSearch search,
            KeptImages kept) {
        this.messages = messages;
        this.corrections = corrections;
        this.changes = changes;
        this.receipts = receipts;
        this.blocks = blocks;
        this.live = live;
        this.doubts = doubts;
        this.images = images;
        this.search = search;
        this.kept = kept;
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
        return found.compose(images::shown).map(items -> ListMessagesReply.newBuilder()
                .addAllItems(items.stream()
                        .map(message -> ScamSignals.shownTo(userId, message))
                        .toList())
                .build());
    }

    @Override
    public Future<ListChangesReply> listChanges(ListChangesRequest request) {
        UUID userId = Caller.id();
        return changes.since(
                        userId,
                        chatId(request.getChatId()),
                        Caller.seq("since", request.getSince()),
                        Caller.limit(request.getLimit()))
                .compose(reply -> images.shown(messages(reply)).map(shown -> shownTo(userId, reply, shown)));
    }

    private static List<Message> messages(ListChangesReply reply) {
        return reply.getItemsList().stream()
                .filter(Change::hasMessage)
                .map(Change::getMessage)
                .toList();
    }

    /** @param messages of the reply, with their pictures */
    private static ListChangesReply shownTo(UUID userId, ListChangesReply reply, List<Message> messages) {
        Iterator<Message> next = messages.iterator();
        ListChangesReply.Builder shown = reply.toBuilder();
        for (Change.Builder change : shown.getItemsBuilderList()) {
            if (change.hasMessage()) {
                change.setMessage(ScamSignals.shownTo(userId, next.next()));
            }
        }
        return shown.build();
    }

    @Override
    public Future<SendMessageReply> sendMessage(SendMessageRequest request) {
        Draft draft = Draft.of(Caller.id(), request);
        return doubts.about(draft.chatId(), messages.send(draft))
                .compose(this::shown)
                .map(stored -> {
                    if (stored.isChanged()) {
                        live.message(stored);
                    }
                    return SendMessageReply.newBuilder()
                            .setMessage(stored.message())
                            .build();
                });
    }

    private Future<Stored> shown(Stored stored) {
        return stored.message().hasImage()
                ? images.shown(stored.message()).map(stored::with)
                : Future.succeededFuture(stored);
    }

    @Override
    public Future<Message> editMessage(EditMessageRequest request) {
        UUID chatId = chatId(request.getChatId());
        return doubts.about(
                        chatId,
                        corrections.edit(
                                Caller.id(),
                                chatId,
                                messageId(request.getMessageId()),
                                MessageText.of(request.getText())))
                .compose(this::shown)
                .map(this::told);
    }

    @Override
    public Future<Empty> deleteMessage(DeleteMessageRequest request) {
        UUID chatId = chatId(request.getChatId());
        return doubts.about(chatId, corrections.delete(Caller.id(), chatId, messageId(request.getMessageId())))
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
        UUID chatId = chatId(request.getChatId());
        return doubts.about(chatId, receipts.read(Caller.id(), chatId, Caller.seq("seq", request.getSeq())))
                .map(this::told);
    }

    @Override
    public Future<Receipt> markDelivered(MarkDeliveredRequest request) {
        UUID chatId = chatId(request.getChatId());
        return doubts.about(chatId, receipts.delivered(Caller.id(), chatId, Caller.seq("seq", request.getSeq())))
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
        return messages.around(messageId, memberId)
                .compose(found -> messages.reportImage(messageId).map(evidence(found, messageId.toString())));
    }

    @Override
    public Future<MessageImage> getReportedImage(GetReportedImageRequest request) {
        return kept.show(messageId(request.getMessageId()), Caller.id().toString())
                .compose(images::shown);
    }

    @Override
    public Future<SearchMessagesReply> searchMessages(SearchMessagesRequest request) {
        UUID userId = Caller.id();
        return search.find(
                        userId,
                        request.getQ(),
                        Caller.limit(request.getLimit()),
                        request.hasCursor() ? request.getCursor() : null)
                .compose(page -> images.shown(page.items()).map(items -> {
                    SearchMessagesReply.Builder reply = SearchMessagesReply.newBuilder()
                            .addAllItems(items.stream()
                                    .map(message -> ScamSignals.shownTo(userId, message))
                                    .toList());
                    String next = page.next();
                    return (next == null ? reply : reply.setNextCursor(next)).build();
                }));
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
