package com.beachdo.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.chat.ChatSystem.Told;
import com.beachdo.chat.v1.ListMessagesRequest;
import com.beachdo.chat.v1.Message;
import com.beachdo.chat.v1.Room;
import com.beachdo.chat.v1.SendMessageReply;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ParallelIT {
    private static ChatSystem chat;

    @BeforeAll
    static void start() {
        chat = new ChatSystem();
        // a second instance, as on another node: other connections, no memory in common
        chat.system.deploy(new ChatVerticle(chat.system.config(), ChatConfig.from(name -> "")));
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    @Test
    void storesEveryMessageOnceInOneOrderWithoutGaps() {
        ChatSystem.Pair pair = chat.pair(Transport.BUS);
        List<Sending> sendings = sendings(pair, 100);
        chat.told();
        List<Future<SendMessageReply>> replies =
                sendings.stream().map(sending -> sending.start(pair.chatId())).toList();
        List<SendMessageReply> answers = TestSystem.await(Future.join(replies)).list();

        Map<String, Message> bySending = new HashMap<>();
        for (int i = 0; i < sendings.size(); i++) {
            Message answer = answers.get(i).getMessage();
            Message before = bySending.putIfAbsent(sendings.get(i).key(), answer);
            assertThat(before == null ? answer : before).isEqualTo(answer);
        }
        assertThat(bySending).hasSize(70);
        List<Message> stored = pair.buyer()
                .list(ListMessagesRequest.newBuilder()
                        .setChatId(pair.chatId())
                        .setAfter(0)
                        .setLimit(100));
        assertThat(stored.stream().map(Message::getSeq))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 70).boxed().toList());
        assertThat(stored).containsExactlyInAnyOrderElementsOf(bySending.values());
        assertThat(stored).isSortedAccordingTo(Comparator.comparing(ParallelIT::createdAt));
        assertThat(chat.told().stream().map(Told::type)).hasSize(140).containsOnly("message");
        assertUnreadIsRight(pair, stored);
    }

    /** All of them look before any of them stores: the room is locked until they wait. */
    @Test
    void answersTheSameToRepeatedSendsThatDidNotSeeEachOther() {
        ChatSystem.Pair pair = chat.pair(Transport.BUS);
        chat.told();
        List<Future<SendMessageReply>> sends = new ArrayList<>();
        Object unused = TestSystem.await(chat.db.transaction(
                tx -> tx.query("SELECT FROM room WHERE room_id = $1 FOR UPDATE", UUID.fromString(pair.chatId()))
                        .compose(locked -> {
                            for (int i = 0; i < 8; i++) {
                                sends.add(pair.buyer().sending(pair.chatId(), "m1", "hello"));
                            }
                            return untilTwoWait();
                        })));
        List<SendMessageReply> replies = TestSystem.await(Future.join(sends)).list();

        assertThat(replies).hasSize(8).containsOnly(replies.get(0));
        assertThat(pair.buyer().room(pair.chatId()).getLastSeq()).isEqualTo(1);
        assertThat(pair.buyer().room(pair.chatId()).getChangeSeq()).isEqualTo(2);
        assertThat(chat.told()).hasSize(2);
    }

    private static Future<Void> untilTwoWait() {
        String sql =
                """
                SELECT count(*) AS waiting FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event_type = 'Lock'
                """;
        return chat.db
                .query(sql)
                .compose(rows ->
                        rows.iterator().next().getLong("waiting") >= 2 ? Future.succeededFuture() : untilTwoWait());
    }

    private static Instant createdAt(Message message) {
        return Instant.ofEpochSecond(
                message.getCreatedAt().getSeconds(), message.getCreatedAt().getNanos());
    }

    private record Sending(Person sender, String clientMessageId) {
        Future<SendMessageReply> start(String chatId) {
            return sender.sending(chatId, clientMessageId, "text of " + clientMessageId);
        }

        String key() {
            return sender.id() + " " + clientMessageId;
        }
    }

    /** Of both members, over both transports; three of ten are repeated. */
    private static List<Sending> sendings(ChatSystem.Pair pair, int count) {
        List<Sending> sendings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int id = i < count * 7 / 10 ? i : i - count * 7 / 10;
            Person sender = id % 2 == 0 ? pair.buyer() : pair.seller();
            sendings.add(new Sending(sender.over(i % 3 == 0 ? Transport.GRPC : Transport.BUS), "m" + id / 2));
        }
        Collections.shuffle(sendings, new Random(7));
        return sendings;
    }

    @Test
    void countsRightWhenEverythingHappensAtOnce() {
        for (int round = 0; round < 5; round++) {
            ChatSystem.Pair pair = chat.pair(Transport.BUS);
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                ids.add(pair.buyer().send(pair.chatId(), "m" + i, "no. " + i).getId());
            }
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(pair.buyer().sending(pair.chatId(), "later" + i, "later"));
                if (i % 2 == 0) {
                    all.add(pair.buyer().deleting(pair.chatId(), ids.get(i)));
                } else {
                    all.add(pair.buyer().editing(pair.chatId(), ids.get(i), "edited"));
                }
                all.add(pair.seller().reading(pair.chatId(), i));
            }
            Object unused = TestSystem.await(Future.join(all));

            List<Message> stored = pair.buyer()
                    .list(ListMessagesRequest.newBuilder()
                            .setChatId(pair.chatId())
                            .setAfter(0)
                            .setLimit(100));
            assertThat(stored).hasSize(40);
            assertThat(stored.stream().filter(Message::hasDeletedAt)).hasSize(10);
            assertThat(stored.stream().filter(Message::hasEditedAt)).hasSize(10);
            assertUnreadIsRight(pair, stored);
        }
    }

    private static void assertUnreadIsRight(ChatSystem.Pair pair, List<Message> stored) {
        for (Person person : List.of(pair.buyer(), pair.seller())) {
            Room room = person.room(pair.chatId());
            long unread = stored.stream()
                    .filter(message -> !message.getSenderId().equals(person.id()))
                    .filter(message -> message.getSeq() > room.getReadSeq() && !message.hasDeletedAt())
                    .count();
            assertThat(room.getUnreadCount()).isEqualTo(unread);
            assertThat(person.rooms(0, "").getUnreadTotal()).isEqualTo(unread);
            assertThat(room.getLastSeq()).isEqualTo(stored.size());
        }
    }
}
