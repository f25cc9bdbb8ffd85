package com.beachdo.chat;

import com.beachdo.chat.v1.BlockUserRequest;
import com.beachdo.chat.v1.Blocks;
import com.beachdo.chat.v1.DeleteMessageRequest;
import com.beachdo.chat.v1.EditMessageRequest;
import com.beachdo.chat.v1.GetRoomRequest;
import com.beachdo.chat.v1.ListChangesReply;
import com.beachdo.chat.v1.ListChangesRequest;
import com.beachdo.chat.v1.ListMessagesRequest;
import com.beachdo.chat.v1.ListRoomsReply;
import com.beachdo.chat.v1.ListRoomsRequest;
import com.beachdo.chat.v1.MarkDeliveredRequest;
import com.beachdo.chat.v1.MarkReadRequest;
import com.beachdo.chat.v1.Message;
import com.beachdo.chat.v1.Messages;
import com.beachdo.chat.v1.MuteRoomRequest;
import com.beachdo.chat.v1.NotifyTypingRequest;
import com.beachdo.chat.v1.OpenRoomReply;
import com.beachdo.chat.v1.OpenRoomRequest;
import com.beachdo.chat.v1.Receipt;
import com.beachdo.chat.v1.Room;
import com.beachdo.chat.v1.Rooms;
import com.beachdo.chat.v1.SearchMessagesReply;
import com.beachdo.chat.v1.SearchMessagesRequest;
import com.beachdo.chat.v1.SendMessageReply;
import com.beachdo.chat.v1.SendMessageRequest;
import com.beachdo.chat.v1.UnblockUserRequest;
import com.beachdo.chat.v1.UnmuteRoomRequest;
import com.beachdo.common.v1.Empty;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Somebody with an account, who calls the chat contracts over one transport. */
record Person(ChatSystem chat, String id, Transport transport) {
    Person over(Transport other) {
        return new Person(chat, id, other);
    }

    @CanIgnoreReturnValue
    OpenRoomReply open(String listingId) {
        return TestSystem.await(opening(listingId));
    }

    Future<OpenRoomReply> opening(String listingId) {
        return calling(
                Rooms.class,
                rooms -> rooms.openRoom(
                        OpenRoomRequest.newBuilder().setListingId(listingId).build()));
    }

    OpenRoomReply openWithKey(String listingId, String key) {
        Rooms rooms = chat.system.client(Rooms.class, transport);
        return chat.system.as(
                caller().withIdempotencyKey(key),
                () -> rooms.openRoom(
                        OpenRoomRequest.newBuilder().setListingId(listingId).build()));
    }

    Room room(String chatId) {
        return call(
                Rooms.class,
                rooms -> rooms.getRoom(
                        GetRoomRequest.newBuilder().setChatId(chatId).build()));
    }

    ListRoomsReply rooms(int limit, String cursor) {
        return call(
                Rooms.class,
                rooms -> rooms.listRooms(ListRoomsRequest.newBuilder()
                        .setLimit(limit)
                        .setCursor(cursor)
                        .build()));
    }

    @CanIgnoreReturnValue
    Message send(String chatId, String clientMessageId, String text) {
        return TestSystem.await(sending(chatId, clientMessageId, text)).getMessage();
    }

    Future<SendMessageReply> sending(String chatId, String clientMessageId, String text) {
        return calling(
                Messages.class,
                messages -> messages.sendMessage(SendMessageRequest.newBuilder()
                        .setChatId(chatId)
                        .setClientMessageId(clientMessageId)
                        .setText(text)
                        .build()));
    }

    @CanIgnoreReturnValue
    Message sendImage(String chatId, String clientMessageId, String text, String imageId) {
        return call(
                        Messages.class,
                        messages -> messages.sendMessage(SendMessageRequest.newBuilder()
                                .setChatId(chatId)
                                .setClientMessageId(clientMessageId)
                                .setText(text)
                                .setImageId(imageId)
                                .build()))
                .getMessage();
    }

    SearchMessagesReply search(String q, int limit, String cursor) {
        SearchMessagesRequest.Builder request =
                SearchMessagesRequest.newBuilder().setQ(q).setLimit(limit);
        if (!cursor.isEmpty()) {
            request.setCursor(cursor);
        }
        return call(Messages.class, messages -> messages.searchMessages(request.build()));
    }

    @CanIgnoreReturnValue
    Message edit(String chatId, String messageId, String text) {
        return TestSystem.await(editing(chatId, messageId, text));
    }

    Future<Message> editing(String chatId, String messageId, String text) {
        return calling(
                Messages.class,
                messages -> messages.editMessage(EditMessageRequest.newBuilder()
                        .setChatId(chatId)
                        .setMessageId(messageId)
                        .setText(text)
                        .build()));
    }

    void delete(String chatId, String messageId) {
        Empty unused = TestSystem.await(deleting(chatId, messageId));
    }

    Future<Empty> deleting(String chatId, String messageId) {
        return calling(
                Messages.class,
                messages -> messages.deleteMessage(DeleteMessageRequest.newBuilder()
                        .setChatId(chatId)
                        .setMessageId(messageId)
                        .build()));
    }

    List<Message> list(ListMessagesRequest.Builder request) {
        return call(Messages.class, messages -> messages.listMessages(request.build()))
                .getItemsList();
    }

    ListChangesReply changes(String chatId, long since, int limit) {
        return call(
                Messages.class,
                messages -> messages.listChanges(ListChangesRequest.newBuilder()
                        .setChatId(chatId)
                        .setSince(since)
                        .setLimit(limit)
                        .build()));
    }

    @CanIgnoreReturnValue
    Receipt read(String chatId, long seq) {
        return TestSystem.await(reading(chatId, seq));
    }

    Future<Receipt> reading(String chatId, long seq) {
        return calling(
                Messages.class,
                messages -> messages.markRead(MarkReadRequest.newBuilder()
                        .setChatId(chatId)
                        .setSeq(seq)
                        .build()));
    }

    @CanIgnoreReturnValue
    Receipt delivered(String chatId, long seq) {
        return call(
                Messages.class,
                messages -> messages.markDelivered(MarkDeliveredRequest.newBuilder()
                        .setChatId(chatId)
                        .setSeq(seq)
                        .build()));
    }

    void typing(String chatId) {
        Empty unused = call(
                Messages.class,
                messages -> messages.notifyTyping(
                        NotifyTypingRequest.newBuilder().setChatId(chatId).build()));
    }

    void mute(String chatId, boolean muted) {
        Empty unused = call(
                Rooms.class,
                rooms -> muted
                        ? rooms.muteRoom(
                                MuteRoomRequest.newBuilder().setChatId(chatId).build())
                        : rooms.unmuteRoom(
                                UnmuteRoomRequest.newBuilder().setChatId(chatId).build()));
    }

    void block(String userId) {
        Empty unused = call(
                Blocks.class,
                blocks -> blocks.blockUser(
                        BlockUserRequest.newBuilder().setUserId(userId).build()));
    }

    void unblock(String userId) {
        Empty unused = call(
                Blocks.class,
                blocks -> blocks.unblockUser(
                        UnblockUserRequest.newBuilder().setUserId(userId).build()));
    }

    <C, T> T call(Class<C> contract, Function<C, Future<T>> method) {
        return TestSystem.await(calling(contract, method));
    }

    private <C, T> Future<T> calling(Class<C> contract, Function<C, Future<T>> method) {
        C client = chat.system.client(contract, transport);
        Supplier<Future<T>> call = () -> method.apply(client);
        return caller().run(chat.system.vertx(), call);
    }

    private CallContext caller() {
        return TestSystem.caller(id, "BUYER");
    }
}
