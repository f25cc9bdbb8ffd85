package com.beachdo.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.chat.v1.UnreadMessagesDue;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is not there hears once of what they have not read. */
class UnreadDigestsIT {
    private static ChatSystem chat;

    private final Set<String> there = ConcurrentHashMap.newKeySet();
    private UnreadDigests digests;
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
        digests = new UnreadDigests(
                chat.system.vertx(),
                chat.db,
                Duration.ofMinutes(30),
                ids -> Future.succeededFuture(ids.stream().map(there::contains).toList()));
        pair = chat.pair(Transport.BUS);
    }

    private List<UnreadMessagesDue> told(Person person) {
        boolean end = TestSystem.await(digests.goOn());
        while (!end) {
            end = TestSystem.await(digests.goOn());
        }
        return chat.emitted(UnreadMessagesDue.getDefaultInstance(), person.id());
    }

    private void minutesPass(int minutes) {
        for (String sql : List.of(
                "UPDATE message SET created_at = created_at - $2::bigint * interval '1 minute' WHERE room_id = $1",
                "UPDATE member SET active_at = active_at - $2::bigint * interval '1 minute' WHERE room_id = $1")) {
            chat.sql(sql, UUID.fromString(pair.chatId()), (long) minutes);
        }
        chat.sql(
                "UPDATE unread_digest SET told_at = told_at - $2::bigint * interval '1 minute' WHERE user_id = $1",
                UUID.fromString(pair.seller().id()),
                (long) minutes);
    }

    @Test
    void severalMessagesAreOneDigestAndOneADay() {
        pair.buyer().send(pair.chatId(), "m1", "hello");
        minutesPass(20);
        pair.buyer().send(pair.chatId(), "m2", "are you there?");
        assertThat(told(pair.seller())).isEmpty();
        minutesPass(11);

        assertThat(told(pair.seller())).singleElement().satisfies(due -> {
            assertThat(due.getCount()).isEqualTo(2);
            assertThat(due.getTitle()).isEqualTo("A bicycle");
        });
        pair.buyer().send(pair.chatId(), "m3", "hello?");
        minutesPass(60);
        assertThat(told(pair.seller())).hasSize(1);
        minutesPass(24 * 60);
        assertThat(told(pair.seller())).hasSize(2);
        minutesPass(25 * 60);
        assertThat(told(pair.seller())).as("nothing new").hasSize(2);
        assertThat(told(pair.buyer())).isEmpty();
    }

    @Test
    void whoIsThereOrHasReadOrMutedIsNotTold() {
        there.add(pair.seller().id());
        pair.buyer().send(pair.chatId(), "m1", "hello");
        minutesPass(31);
        assertThat(told(pair.seller())).isEmpty();
        there.clear();
        pair.seller().mute(pair.chatId(), true);
        assertThat(told(pair.seller())).isEmpty();
        pair.seller().mute(pair.chatId(), false);
        pair.seller().block(pair.buyer().id());
        assertThat(told(pair.seller())).isEmpty();
        pair.seller().unblock(pair.buyer().id());
        pair.seller().read(pair.chatId(), 1);
        assertThat(told(pair.seller())).isEmpty();
    }

    @Test
    void whatWasDeletedIsNotCounted() {
        String deleted = pair.buyer().send(pair.chatId(), "m1", "hello").getId();
        pair.buyer().delete(pair.chatId(), deleted);
        minutesPass(31);
        assertThat(told(pair.seller())).isEmpty();
        pair.buyer().send(pair.chatId(), "m2", "hello");
        minutesPass(31);
        assertThat(told(pair.seller())).extracting(UnreadMessagesDue::getCount).containsExactly(1);
    }
}
