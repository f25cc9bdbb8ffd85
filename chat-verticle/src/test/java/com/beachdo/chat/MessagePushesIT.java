package com.beachdo.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.chat.v1.MessagesWaiting;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is not there is told of messages once for a burst. */
class MessagePushesIT {
    private static ChatSystem chat;

    private final Set<String> there = ConcurrentHashMap.newKeySet();
    private MessagePushes pushes;
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
    void open() {
        pushes = new MessagePushes(
                chat.system.vertx(),
                chat.db,
                ids -> Future.succeededFuture(ids.stream().map(there::contains).toList()));
        pair = chat.pair(Transport.BUS);
    }

    /** As when the process that stored the messages goes on. */
    private List<MessagesWaiting> told(Person person) {
        pushes.writtenTo(UUID.fromString(person.id()));
        for (int tick = 0; tick < 2; tick++) {
            Void unused = TestSystem.await(pushes.tellRemembered());
        }
        return emitted(person);
    }

    private static List<MessagesWaiting> emitted(Person person) {
        return chat.emitted(MessagesWaiting.getDefaultInstance(), person.id());
    }

    private void minutesPass(int minutes) {
        chat.sql(
                "UPDATE member SET pushed_at = pushed_at - $2::bigint * interval '1 minute',"
                        + " active_at = active_at - $2::bigint * interval '1 minute' WHERE room_id = $1",
                UUID.fromString(pair.chatId()),
                (long) minutes);
    }

    @Test
    void aBurstIsToldOnceAndTheNextAgain() {
        pair.buyer().send(pair.chatId(), "m1", "hello");
        pair.buyer().send(pair.chatId(), "m2", "still there?");
        assertThat(told(pair.seller())).singleElement().satisfies(waiting -> {
            assertThat(waiting.getCount()).isEqualTo(2);
            assertThat(waiting.getTitle()).isEqualTo("A bicycle");
            assertThat(waiting.getChatId()).isEqualTo(pair.chatId());
        });

        pair.buyer().send(pair.chatId(), "m3", "hello?");
        assertThat(told(pair.seller())).as("the same burst").hasSize(1);
        pair.seller().read(pair.chatId(), 3);
        assertThat(told(pair.seller())).as("nothing unread").hasSize(1);
        pair.buyer().send(pair.chatId(), "m4", "and?");
        assertThat(told(pair.seller())).as("read since").hasSize(2);
        pair.buyer().send(pair.chatId(), "m5", "and??");
        assertThat(told(pair.seller())).hasSize(2);
        minutesPass(11);
        assertThat(told(pair.seller())).as("a while later").hasSize(3);
        minutesPass(11);
        assertThat(told(pair.seller())).as("nothing new").hasSize(3);
        assertThat(told(pair.buyer())).isEmpty();
    }

    @Test
    void whoIsThereOrMutedOrBlockedIsNotTold() {
        there.add(pair.seller().id());
        pair.buyer().send(pair.chatId(), "m1", "hello");
        assertThat(told(pair.seller())).isEmpty();
        there.clear();
        pair.seller().mute(pair.chatId(), true);
        assertThat(told(pair.seller())).isEmpty();
        pair.seller().mute(pair.chatId(), false);
        pair.seller().block(pair.buyer().id());
        assertThat(told(pair.seller())).isEmpty();
        pair.seller().unblock(pair.buyer().id());
        assertThat(told(pair.seller())).hasSize(1);
    }

    @Test
    void whatWasDeletedWaitsForNobody() {
        String deleted = pair.buyer().send(pair.chatId(), "m1", "hello").getId();
        pair.buyer().delete(pair.chatId(), deleted);
        assertThat(told(pair.seller())).isEmpty();
    }

    @Test
    void whatAProcessForgotIsFoundByGoingRound() {
        pair.buyer().send(pair.chatId(), "m1", "hello");
        boolean end = false;
        while (!end) {
            end = TestSystem.await(pushes.goOn());
        }
        assertThat(emitted(pair.seller())).hasSize(1);
        assertThat(told(pair.seller())).as("not twice").hasSize(1);
    }
}
