package com.beachdo.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.chat.v1.Message;
import com.beachdo.chat.v1.SearchMessagesReply;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Search in one's own messages. */
class SearchIT {
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
    void open() {
        pair = chat.pair(Transport.BUS);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void wordsAreFoundInEitherLanguageAndInPart(Transport transport) {
        Message english = pair.buyer().send(pair.chatId(), "m1", "Are the bicycles still there?");
        Message hindi = pair.seller().send(pair.chatId(), "m2", "साइकिल बिक गई");
        Message number = pair.buyer().send(pair.chatId(), "m3", "Order AB-1234-X");
        Person asha = pair.buyer().over(transport);

        assertThat(asha.search("bicycle", 10, "").getItemsList()).containsExactly(english);
        assertThat(asha.search("THERE still", 10, "").getItemsList()).containsExactly(english);
        assertThat(asha.search("साइकिल", 10, "").getItemsList()).containsExactly(hindi);
        assertThat(asha.search("1234", 10, "").getItemsList()).containsExactly(number);
        assertThat(asha.search("motorcycle", 10, "").getItemsList()).isEmpty();
        assertThat(asha.search("bicycle", 10, "").hasNextCursor()).isFalse();
    }

    @Test
    void onlyWhatIsStillSaidInOnesOwnRoomsIsFound() {
        Message gone = pair.buyer().send(pair.chatId(), "m1", "harmonium one");
        Message kept = pair.seller().send(pair.chatId(), "m2", "harmonium two");
        pair.buyer().delete(pair.chatId(), gone.getId());
        ChatSystem.Pair others = chat.pair(Transport.BUS);
        others.buyer().send(others.chatId(), "m1", "harmonium three");

        assertThat(pair.buyer().search("harmonium", 10, "").getItemsList()).containsExactly(kept);
        assertThat(chat.person("Nobody", Transport.BUS)
                        .search("harmonium", 10, "")
                        .getItemsList())
                .isEmpty();
    }

    @Test
    void pagesHaveEachMessageOnce() {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            sent.add(0, pair.buyer().send(pair.chatId(), "m" + i, "sitar " + i).getId());
        }
        List<String> found = new ArrayList<>();
        SearchMessagesReply page = pair.seller().search("sitar", 3, "");
        found.addAll(page.getItemsList().stream().map(Message::getId).toList());
        while (page.hasNextCursor()) {
            page = pair.seller().search("sitar", 3, page.getNextCursor());
            found.addAll(page.getItemsList().stream().map(Message::getId).toList());
        }

        assertThat(found).isEqualTo(sent);
        String cursor = pair.seller().search("sitar", 3, "").getNextCursor();
        Refused.by("request.cursor_invalid", () -> pair.seller().search("other", 3, cursor));
    }

    @Test
    void anOldMessageIsFoundPageAfterPage() {
        Message old = pair.buyer().send(pair.chatId(), "m1", "tabla");
        fill(4_500);

        int pages = 1;
        SearchMessagesReply page = pair.seller().search("tabla", 10, "");
        while (page.getItemsCount() == 0 && page.hasNextCursor()) {
            page = pair.seller().search("tabla", 10, page.getNextCursor());
            pages++;
        }
        assertThat(pages).isEqualTo(3);
        assertThat(page.getItemsList()).extracting(Message::getId).containsExactly(old.getId());
    }

    @Test
    void refusesWhatIsTooShortOrTooLong() {
        Refused.by("request.invalid", () -> pair.buyer().search(" a ", 10, ""));
        Refused.by("request.invalid", () -> pair.buyer().search("a".repeat(101), 10, ""));
    }

    @Test
    void messagesAreReadAlongTheirKey() {
        fill(3_000);
        chat.sql("ANALYZE message");
        chat.sql("ANALYZE member");
        StringBuilder plan = new StringBuilder();
        Pool pool = chat.db.single();
        RowSet<Row> rows = TestSystem.await(pool.query("EXPLAIN (GENERIC_PLAN, COSTS OFF) " + MessageSearch.SEARCH)
                .execute());
        Void unused = TestSystem.await(pool.close());
        for (Row row : rows) {
            plan.append(row.getString(0)).append('\n');
        }
        assertThat(plan.toString())
                .contains("message_room_id_seq_pkey", "Incremental Sort")
                .doesNotContain("Seq Scan on message");
    }

    /** The room gets so many messages more. */
    private void fill(int count) {
        chat.sql(
                """
                WITH grown AS (
                    UPDATE room SET last_seq = last_seq + $2, change_seq = change_seq + $2 WHERE room_id = $1::uuid
                    RETURNING room_id, buyer_id, last_seq, change_seq
                ), members AS (
                    UPDATE member SET last_seq = grown.last_seq FROM grown WHERE member.room_id = grown.room_id
                )
                INSERT INTO message
                    (room_id, seq, message_id, sender_id, client_message_id, text, created_at, change_seq)
                SELECT room_id, last_seq - n, gen_random_uuid(), buyer_id, 'fill-' || n, 'small talk', now(), change_seq - n
                FROM grown, generate_series(0, $2 - 1) n
                """,
                UUID.fromString(pair.chatId()),
                (long) count);
    }
}
