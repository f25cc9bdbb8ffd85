package com.beachdo.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.chat.v1.Message;
import com.beachdo.chat.v1.SendMessageReply;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Messages that come at one time are stored together, each by its own rules. */
class GroupedSendsIT {
    private static ChatSystem chat;

    @BeforeAll
    static void start() {
        chat = new ChatSystem();
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    private static List<ChatSystem.Pair> pairs(int count) {
        return IntStream.range(0, count).mapToObj(i -> chat.pair(Transport.BUS)).toList();
    }

    @Test
    void whatComesAtOneTimeIsCommittedTogether() {
        List<ChatSystem.Pair> pairs = pairs(40);
        List<Future<SendMessageReply>> sends = new ArrayList<>();
        for (ChatSystem.Pair pair : pairs) {
            sends.add(pair.buyer().sending(pair.chatId(), "m1", "hello"));
            sends.add(pair.seller().sending(pair.chatId(), "m1", "hello, too"));
        }
        List<SendMessageReply> replies = TestSystem.await(Future.all(sends)).list();

        UUID[] rooms =
                pairs.stream().map(pair -> UUID.fromString(pair.chatId())).toArray(UUID[]::new);
        long commits = TestSystem.await(chat.db.query(
                        "SELECT count(DISTINCT xmin::text) AS commits FROM message WHERE room_id = ANY ($1)",
                        (Object) rooms))
                .iterator()
                .next()
                .getLong("commits");
        assertThat(commits).isLessThan(pairs.size());
        for (int i = 0; i < pairs.size(); i++) {
            List<Message> both = List.of(
                    replies.get(2 * i).getMessage(), replies.get(2 * i + 1).getMessage());
            assertThat(both).extracting(Message::getSeq).containsExactlyInAnyOrder(1L, 2L);
            assertThat(pairs.get(i).buyer().room(pairs.get(i).chatId()).getChangeSeq())
                    .isEqualTo(4);
        }
    }

    @Test
    void whatIsWrongWithOneDoesNotConcernTheOthers() {
        List<ChatSystem.Pair> pairs = pairs(12);
        ChatSystem.Pair blocked = pairs.get(3);
        blocked.seller().block(blocked.buyer().id());
        ChatSystem.Pair repeated = pairs.get(4);
        Message before = repeated.buyer().send(repeated.chatId(), "m1", "hello");
        ChatSystem.Pair reused = pairs.get(5);
        reused.buyer().send(reused.chatId(), "m1", "good bye");
        ChatSystem.Pair foreign = pairs.get(6);
        Person stranger = chat.person("Kiran", Transport.BUS);

        List<Future<SendMessageReply>> sends = new ArrayList<>();
        for (ChatSystem.Pair pair : pairs) {
            Person sender = pair == foreign ? stranger : pair.buyer();
            sends.add(sender.sending(pair.chatId(), "m1", "hello"));
        }
        boolean unused = TestSystem.await(Future.join(sends).otherwiseEmpty().map(true));

        for (int i = 0; i < pairs.size(); i++) {
            Future<SendMessageReply> sent = sends.get(i);
            if (pairs.get(i) == blocked) {
                Refused.by("chat.blocked", () -> TestSystem.await(sent));
            } else if (pairs.get(i) == reused) {
                Refused.by("chat.client_message_id_reused", () -> TestSystem.await(sent));
            } else if (pairs.get(i) == foreign) {
                Refused.by("chat.not_found", () -> TestSystem.await(sent));
            } else {
                assertThat(sent.result().getMessage().getSeq()).isEqualTo(1);
            }
        }
        assertThat(sends.get(4).result().getMessage()).isEqualTo(before);
    }

    @Test
    void nobodyWaitsForARoomThatAnotherHasLocked() {
        List<ChatSystem.Pair> pairs = pairs(8);
        ChatSystem.Pair locked = pairs.get(0);
        List<Future<SendMessageReply>> sends = new ArrayList<>();
        boolean unused = TestSystem.await(chat.db.transaction(tx -> tx.query(
                        "SELECT FROM room WHERE room_id = $1 FOR UPDATE", UUID.fromString(locked.chatId()))
                .compose(held -> {
                    // the first goes alone; those after it together, and the locked one among them
                    pairs.forEach(pair -> sends.add(pair.seller().sending(pair.chatId(), "m0", "hello")));
                    List<Future<SendMessageReply>> others = sends.subList(1, sends.size());
                    return Future.all(others).map(ignored -> !sends.get(0).isComplete());
                })
                .map(waits -> {
                    assertThat(waits).isTrue();
                    return true;
                })));
        assertThat(TestSystem.await(sends.get(0)).getMessage().getSeq()).isEqualTo(1);
    }
}
