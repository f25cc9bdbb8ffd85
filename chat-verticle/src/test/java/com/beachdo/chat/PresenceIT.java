package com.beachdo.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.chat.v1.ChangePresenceSettingsRequest;
import com.beachdo.chat.v1.Counterpart;
import com.beachdo.chat.v1.GetPresenceSettingsRequest;
import com.beachdo.chat.v1.Presence;
import com.beachdo.chat.v1.RecordPresenceRequest;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PresenceIT {
    private static ChatSystem chat;

    private ChatSystem.Pair pair;

    @BeforeAll
    static void start() {
        chat = new ChatSystem();
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    @BeforeEach
    void talk() {
        pair = chat.pair(Transport.BUS);
        pair.buyer().send(pair.chatId(), "m1", "hello");
        chat.told();
    }

    @Test
    void tellsThoseSomebodyTalkedWith() {
        Person stranger = chat.person("Stranger", Transport.BUS);
        record(pair.buyer(), true);
        record(stranger, true);

        assertThat(chat.told())
                .containsExactly(new ChatSystem.Told("me." + pair.seller().id(), event(true)));
        record(pair.buyer(), false);
        JsonObject gone = chat.told().get(0).event();
        assertThat(gone.getBoolean("online")).isFalse();
        assertThat(gone.getString("seenAt")).isNotEmpty();
        assertThat(seenBySeller().hasSeenAt()).isTrue();
    }

    @Test
    void whoHidesItIsNotSeen() {
        record(pair.buyer(), true);
        assertThat(visible()).isTrue();
        show(false);
        chat.told();

        record(pair.buyer(), false);

        assertThat(visible()).isFalse();
        assertThat(chat.told()).isEmpty();
        assertThat(seenBySeller().hasSeenAt()).isFalse();
        assertThat(seenBySeller().hasOnline()).isFalse();
        show(true);
        record(pair.buyer(), true);
        assertThat(chat.told()).hasSize(1);
        assertThat(seenBySeller().hasSeenAt()).isTrue();
    }

    @Test
    void whoBlocksOrIsBlockedIsNotSeen() {
        pair.seller().block(pair.buyer().id());

        record(pair.buyer(), true);
        record(pair.seller(), true);

        assertThat(chat.told()).isEmpty();
        assertThat(seenBySeller().hasSeenAt()).isFalse();
        assertThat(pair.buyer().room(pair.chatId()).getCounterpart().hasSeenAt())
                .isFalse();
    }

    @Test
    void whileRedisIsAwayNobodyIsSaidToBeOnlineOrNot() {
        assertThat(seenBySeller().hasOnline()).isFalse();
    }

    @Test
    void onlyTheEdgeRecords() {
        Assertions.assertThatThrownBy(() -> pair.buyer()
                        .call(Presence.class, presence -> presence.recordPresence(request(pair.seller(), true))))
                .isInstanceOfSatisfying(RpcException.class, failure -> assertThat(failure.status())
                        .isEqualTo(GrpcStatus.PERMISSION_DENIED));
    }

    private JsonObject event(boolean online) {
        return new JsonObject()
                .put("type", "presence")
                .put("userId", pair.buyer().id())
                .put("online", online);
    }

    private Counterpart seenBySeller() {
        List<com.beachdo.chat.v1.Room> rooms = pair.seller().rooms(10, "").getItemsList();
        assertThat(rooms).hasSize(1);
        return rooms.get(0).getCounterpart();
    }

    private void show(boolean visible) {
        Object unused = pair.buyer()
                .call(
                        Presence.class,
                        presence -> presence.changePresenceSettings(ChangePresenceSettingsRequest.newBuilder()
                                .setVisible(visible)
                                .build()));
    }

    private boolean visible() {
        return pair.buyer()
                .call(
                        Presence.class,
                        presence -> presence.getPresenceSettings(GetPresenceSettingsRequest.getDefaultInstance()))
                .getVisible();
    }

    private static void record(Person person, boolean online) {
        Presence presence = chat.system.client(Presence.class, Transport.BUS);
        Object unused = chat.system.as(
                TestSystem.caller("edge", "SERVICE"), () -> presence.recordPresence(request(person, online)));
    }

    private static RecordPresenceRequest request(Person person, boolean online) {
        return RecordPresenceRequest.newBuilder()
                .setUserId(person.id())
                .setOnline(online)
                .build();
    }
}
