package com.beachdo.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.chat.ChatSystem.Told;
import com.beachdo.chat.v1.Message;
import com.beachdo.moderation.v1.ContentRemoved;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.live.LiveEvents;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveIT {
    private static ChatSystem chat;

    private ChatSystem.Pair pair;
    private String buyerAddress;
    private String sellerAddress;

    @BeforeAll
    static void start() {
        chat = new ChatSystem();
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    @BeforeEach
    void open() {
        pair = chat.pair(Transport.BUS);
        buyerAddress = "me." + pair.buyer().id();
        sellerAddress = "me." + pair.seller().id();
        assertThat(chat.told()).isEmpty();
    }

    @Test
    void tellsBothMembersOfAMessage() {
        Message sent = pair.buyer().send(pair.chatId(), "m1", "hello");

        JsonObject event = new JsonObject()
                .put("type", "message")
                .put("message", LiveChat.json(sent))
                .put("since", 0L)
                .put("changeSeq", 2L);
        assertThat(chat.told())
                .containsExactlyInAnyOrder(new Told(buyerAddress, event), new Told(sellerAddress, event));
        assertThat(pair.buyer().room(pair.chatId()).getChangeSeq()).isEqualTo(2);
    }

    @Test
    void tellsNobodyTwiceOfARepeatedSend() {
        Object first = pair.buyer().send(pair.chatId(), "m1", "hello");
        assertThat(chat.told()).hasSize(2);

        assertThat(pair.buyer().send(pair.chatId(), "m1", "hello")).isEqualTo(first);
        assertThat(chat.told()).isEmpty();
    }

    @Test
    void tellsBothMembersOfEditsAndDeletions() {
        String id = pair.buyer().send(pair.chatId(), "m1", "hello").getId();
        chat.told();

        Message edited = pair.buyer().edit(pair.chatId(), id, "hi");
        assertThat(chat.told())
                .extracting(Told::event)
                .containsOnly(new JsonObject()
                        .put("type", "messageChanged")
                        .put("message", LiveChat.json(edited))
                        .put("since", 2L)
                        .put("changeSeq", 3L))
                .hasSize(2);

        pair.buyer().delete(pair.chatId(), id);
        List<Told> told = chat.told();
        assertThat(told).extracting(Told::address).containsExactlyInAnyOrder(buyerAddress, sellerAddress);
        JsonObject message = told.get(0).event().getJsonObject("message");
        assertThat(message.getString("id")).isEqualTo(id);
        assertThat(message.containsKey("text")).isFalse();
        assertThat(message.containsKey("deletedAt")).isTrue();
    }

    @Test
    void tellsBothMembersOfAReceiptThatMoves() {
        pair.buyer().send(pair.chatId(), "m1", "hello");
        assertThat(chat.told()).hasSize(2);

        Object receipt = pair.seller().delivered(pair.chatId(), 1);
        JsonObject delivered = new JsonObject()
                .put("type", "receipt")
                .put("chatId", pair.chatId())
                .put("userId", pair.seller().id())
                .put("readSeq", 0L)
                .put("deliveredSeq", 1L)
                .put("since", 2L)
                .put("changeSeq", 3L);
        assertThat(chat.told())
                .containsExactlyInAnyOrder(new Told(buyerAddress, delivered), new Told(sellerAddress, delivered));

        assertThat(pair.seller().delivered(pair.chatId(), 1)).isEqualTo(receipt);
        assertThat(chat.told()).isEmpty();
    }

    @Test
    void tellsOnlyTheOtherOfTyping() {
        pair.buyer().typing(pair.chatId());

        assertThat(chat.told())
                .containsExactly(new Told(
                        sellerAddress,
                        new JsonObject()
                                .put("type", "typing")
                                .put("chatId", pair.chatId())
                                .put("userId", pair.buyer().id())));
    }

    /** A constraint that is looked at only when the transaction commits makes the commit fail. */
    @Test
    void tellsNobodyOfWhatDidNotCommit() {
        chat.sql(
                """
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF NEW.text = 'refused at commit' THEN RAISE EXCEPTION 'refused'; END IF;
                    RETURN NULL;
                END $$
                """);
        chat.sql(
                """
                CREATE CONSTRAINT TRIGGER refuse AFTER INSERT OR UPDATE ON message
                DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse()
                """);
        Message sent = pair.buyer().send(pair.chatId(), "m0", "committed");
        assertThat(chat.told()).hasSize(2);

        assertThatThrownBy(() -> pair.buyer().send(pair.chatId(), "m1", "refused at commit"))
                .isInstanceOf(RpcException.class);
        assertThatThrownBy(() -> pair.buyer().edit(pair.chatId(), sent.getId(), "refused at commit"))
                .isInstanceOf(RpcException.class);

        assertThat(chat.told()).isEmpty();
        assertThat(pair.buyer().room(pair.chatId()).getLastMessage()).isEqualTo(sent);
        assertThat(pair.buyer().send(pair.chatId(), "m1", "at last").getSeq()).isEqualTo(2);
    }

    /** The room is locked for so long that the send gives up: whether it had its effect is then unknown. */
    @Test
    void tellsBothMembersToLookWhenAWriteGotNoAnswer() {
        Pool pool = chat.db.single();
        SqlConnection locker = TestSystem.await(pool.getConnection());
        Transaction lock = TestSystem.await(locker.begin());
        Object locked = TestSystem.await(
                locker.query("UPDATE room SET active_at = active_at WHERE room_id = '" + pair.chatId() + "'")
                        .execute());
        assertThat(locked).isNotNull();

        assertThatThrownBy(() -> pair.buyer().send(pair.chatId(), "m1", "hello"))
                .isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.status())
                        .isEqualTo(GrpcStatus.UNAVAILABLE));
        assertThat(chat.told()).isEmpty();
        Void released = TestSystem.await(
                lock.rollback().compose(ignored -> locker.close()).eventually(pool::close));

        assertThat(released).isNull();
        assertThat(List.of(chat.nextTold(), chat.nextTold()))
                .containsExactlyInAnyOrder(
                        new Told(buyerAddress, LiveEvents.resync()), new Told(sellerAddress, LiveEvents.resync()));
    }

    @Test
    void takesDownAMessageThatStaffRemoved() {
        Message sent = pair.buyer().send(pair.chatId(), "m1", "pay in advance");
        chat.told();
        ContentRemoved removed = ContentRemoved.newBuilder()
                .setTargetType(TargetType.TARGET_TYPE_MESSAGE)
                .setTargetId(sent.getId())
                .setDecisionId(Ids.next().toString())
                .build();

        chat.deliver(sent.getId(), removed);

        for (int i = 0; i < 2; i++) {
            Told told = chat.nextTold();
            assertThat(told.type()).isEqualTo("messageChanged");
            assertThat(told.event().getJsonObject("message").containsKey("text"))
                    .isFalse();
            assertThat(told.event().getLong("changeSeq")).isEqualTo(3);
        }
        assertThat(pair.seller().room(pair.chatId()).getLastMessage().hasText()).isFalse();
        assertThat(pair.seller().room(pair.chatId()).getUnreadCount()).isZero();

        chat.deliver(sent.getId(), removed);
        chat.deliver(
                sent.getId(),
                removed.toBuilder().setTargetId(Ids.next().toString()).build());
        chat.deliver(
                sent.getId(),
                removed.toBuilder()
                        .setTargetType(TargetType.TARGET_TYPE_LISTING)
                        .build());
        assertThat(pair.buyer().room(pair.chatId()).getChangeSeq()).isEqualTo(3);
    }
}
