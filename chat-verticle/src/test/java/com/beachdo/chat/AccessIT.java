package com.beachdo.chat;

import static com.beachdo.chat.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.chat.v1.Blocks;
import com.beachdo.chat.v1.GetRoomRequest;
import com.beachdo.chat.v1.ListMessagesRequest;
import com.beachdo.chat.v1.LookUpMessageRequest;
import com.beachdo.chat.v1.Message;
import com.beachdo.chat.v1.Messages;
import com.beachdo.chat.v1.Rooms;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.Rpc;
import com.beachdo.platform.rpc.RpcMethod;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import io.vertx.grpc.common.GrpcStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccessIT {
    private static ChatSystem chat;

    @BeforeAll
    static void start() {
        chat = new ChatSystem();
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    @ParameterizedTest
    @EnumSource
    void tellsStrangersOfNoChat(Transport transport) {
        ChatSystem.Pair pair = chat.pair(transport);
        Message sent = pair.buyer().send(pair.chatId(), "m1", "hello");
        Person stranger = chat.person("Mallory", transport);
        String room = pair.chatId();
        long changeSeq = pair.buyer().room(room).getChangeSeq();
        chat.told();
        Map<String, ThrowingCallable> calls = new HashMap<>(Map.of(
                "GetRoom", () -> stranger.room(room),
                "ListMessages",
                        () -> stranger.list(ListMessagesRequest.newBuilder().setChatId(room)),
                "ListChanges", () -> stranger.changes(room, 0, 0),
                "SendMessage", () -> stranger.send(room, "m1", "hello"),
                "EditMessage", () -> stranger.edit(room, sent.getId(), "bye"),
                "DeleteMessage", () -> stranger.delete(room, sent.getId()),
                "MarkRead", () -> stranger.read(room, 1),
                "MarkDelivered", () -> stranger.delivered(room, 1),
                "NotifyTyping", () -> stranger.typing(room)));
        calls.put("MuteRoom", () -> stranger.mute(room, true));
        calls.put("UnmuteRoom", () -> stranger.mute(room, false));

        calls.values().forEach(call -> assertRefused(GrpcStatus.NOT_FOUND, "chat.not_found", call));

        assertThat(calls.keySet()).containsExactlyInAnyOrderElementsOf(methodsThatNameAChat());
        assertThat(pair.buyer().room(room).getChangeSeq()).isEqualTo(changeSeq);
        assertThat(chat.told()).isEmpty();
        assertThat(stranger.rooms(0, "").getItemsList()).isEmpty();
    }

    /** Every method with a chat_id in its request. */
    private static List<String> methodsThatNameAChat() {
        return List.of(Rooms.class, Messages.class, Blocks.class).stream()
                .flatMap(contract -> Rpc.of(contract).descriptor().getMethods().stream())
                .filter(method -> method.getInputType().findFieldByName("chat_id") != null)
                .map(method -> method.getName())
                .toList();
    }

    @Test
    void letsNobodyInWithoutSigningIn() {
        for (Class<?> contract : List.of(Rooms.class, Messages.class, Blocks.class)) {
            for (RpcMethod method : Rpc.of(contract).methods()) {
                assertThat(method.access().getAnonymous()).as(method.name()).isFalse();
            }
        }
        Rooms rooms = chat.system.client(Rooms.class, Transport.GRPC);
        assertRefused(
                GrpcStatus.UNAUTHENTICATED,
                "auth.required",
                () -> chat.system.as(CallContext.ANONYMOUS, () -> rooms.getRoom(GetRoomRequest.getDefaultInstance())));
    }

    @ParameterizedTest
    @EnumSource
    void looksUpMessagesForOtherDomainsOnly(Transport transport) {
        Messages messages = chat.system.client(Messages.class, transport);
        assertRefused(
                GrpcStatus.PERMISSION_DENIED,
                "auth.forbidden",
                () -> chat.system.as(
                        TestSystem.caller(chat.person("Asha", transport).id(), "BUYER", "ADMIN"),
                        () -> messages.lookUpMessage(LookUpMessageRequest.getDefaultInstance())));
    }
}
