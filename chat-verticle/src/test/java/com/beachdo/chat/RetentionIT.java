package com.beachdo.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.chat.v1.Change;
import com.beachdo.chat.v1.ListChangesReply;
import com.beachdo.chat.v1.ListMessagesRequest;
import com.beachdo.chat.v1.Message;
import com.beachdo.chat.v1.PictureRemoved;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was said in rooms that are silent for long goes. */
class RetentionIT {
    private static final int DAYS = 90;

    private static ChatSystem chat;
    private static Retention retention;

    @BeforeAll
    static void start() {
        chat = new ChatSystem();
        retention = new Retention(chat.system.vertx(), chat.db, DAYS);
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    private static void goRound() {
        boolean end = TestSystem.await(retention.goOn());
        while (!end) {
            end = TestSystem.await(retention.goOn());
        }
    }

    private static void silent(ChatSystem.Pair pair, int days) {
        chat.sql(
                "UPDATE room SET active_at = now() - $2::bigint * interval '1 day' WHERE room_id = $1",
                UUID.fromString(pair.chatId()),
                (long) days);
    }

    private static List<Message> list(ChatSystem.Pair pair) {
        return pair.seller()
                .list(ListMessagesRequest.newBuilder().setChatId(pair.chatId()).setLimit(100));
    }

    @Test
    void onlyWhatIsTooOldGoes() {
        ChatSystem.Pair old = chat.pair(Transport.BUS);
        ChatSystem.Pair recent = chat.pair(Transport.BUS);
        old.buyer().send(old.chatId(), "m1", "hello");
        recent.buyer().send(recent.chatId(), "m1", "hello");
        silent(old, DAYS + 1);
        silent(recent, DAYS - 1);

        goRound();

        assertThat(list(old)).singleElement().satisfies(gone -> {
            assertThat(gone.hasText()).isFalse();
            assertThat(gone.hasDeletedAt()).isTrue();
        });
        assertThat(list(recent)).extracting(Message::getText).containsExactly("hello");
    }

    @Test
    void whoResumesGetsTheDeletionsAndNoSeqComesAgain() {
        ChatSystem.Pair pair = chat.pair(Transport.BUS);
        String image = chat.pictures.put(pair.buyer().id());
        pair.buyer().sendImage(pair.chatId(), "m1", "", image);
        Message kept = pair.buyer().send(pair.chatId(), "m2", "hello");
        long known = pair.seller().room(pair.chatId()).getChangeSeq();
        silent(pair, DAYS + 1);

        goRound();
        goRound();

        ListChangesReply changes = pair.seller().changes(pair.chatId(), known, 100);
        assertThat(changes.getItemsList())
                .extracting(Change::getMessage)
                .extracting(Message::getSeq, Message::hasDeletedAt, Message::hasImage)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1L, true, false),
                        org.assertj.core.groups.Tuple.tuple(2L, true, false));
        assertThat(changes.getChangeSeq()).isEqualTo(known + 2);
        assertThat(pair.seller().room(pair.chatId()).getUnreadCount()).isZero();
        assertThat(chat.emitted(PictureRemoved.getDefaultInstance(), pair.chatId()))
                .extracting(PictureRemoved::getImageId)
                .containsExactly(image);
        assertThat(pair.buyer().send(pair.chatId(), "m2", "hello").getSeq()).isEqualTo(kept.getSeq());
        assertThat(pair.buyer().send(pair.chatId(), "m3", "again").getSeq()).isEqualTo(3);
        silent(pair, DAYS + 1);
        goRound();
        assertThat(list(pair)).allMatch(Message::hasDeletedAt);
    }

    @Test
    void longRoomsGoInParts() {
        ChatSystem.Pair pair = chat.pair(Transport.BUS);
        for (int i = 0; i < 3; i++) {
            pair.buyer().send(pair.chatId(), "m" + i, "hello");
        }
        chat.sql(
                """
                WITH grown AS (
                    UPDATE room SET last_seq = 500, change_seq = 1000 WHERE room_id = $1 RETURNING room_id, buyer_id
                )
                INSERT INTO message
                    (room_id, seq, message_id, sender_id, client_message_id, text, created_at, change_seq)
                SELECT room_id, n, gen_random_uuid(), buyer_id, 'fill-' || n, 'small talk', now(), 500 + n
                FROM grown, generate_series(4, 500) n
                """,
                UUID.fromString(pair.chatId()));
        silent(pair, DAYS + 1);

        goRound();

        assertThat(list(pair)).hasSize(100).allMatch(Message::hasDeletedAt);
        assertThat(pair.seller().room(pair.chatId()).getChangeSeq()).isEqualTo(1500);
    }

    /** As evidence: for 180 days, and for as long as moderation needs it. */
    @Test
    void picturesOfReportedMessagesOutliveTheirMessages() {
        ChatSystem.Pair pair = chat.pair(Transport.BUS);
        String image = chat.pictures.put(pair.buyer().id());
        Message sent = pair.buyer().sendImage(pair.chatId(), "m1", "", image);
        chat.report(sent, pair.seller());
        silent(pair, DAYS + 1);

        goRound();

        assertThat(list(pair)).singleElement().satisfies(gone -> assertThat(gone.hasImage())
                .isFalse());
        assertThat(chat.reportedImage(sent).getId()).isEqualTo(image);
        KeptImages kept = chat.keptImages();
        letGo(kept);
        assertThat(chat.reportedImage(sent).getId()).as("within 180 days").isEqualTo(image);

        boolean unused = chat.cases.needed.add(sent.getId());
        timeIsOver(sent);
        letGo(kept);
        assertThat(chat.reportedImage(sent).getId()).as("under appeal").isEqualTo(image);
        assertThat(chat.emitted(PictureRemoved.getDefaultInstance(), pair.chatId()))
                .isEmpty();

        timeIsOver(sent);
        chat.cases.down = true;
        assertThatThrownBy(() -> letGo(kept)).isInstanceOf(RpcException.class);
        chat.cases.down = false;
        assertThat(chat.reportedImage(sent).getId()).as("nobody knows").isEqualTo(image);

        boolean unusedToo = chat.cases.needed.remove(sent.getId());
        letGo(kept);
        Refused.by("chat.message_not_found", () -> chat.reportedImage(sent));
        assertThat(chat.emitted(PictureRemoved.getDefaultInstance(), pair.chatId()))
                .extracting(PictureRemoved::getImageId)
                .containsExactly(image);
    }

    private static void letGo(KeptImages kept) {
        Void unused = TestSystem.await(kept.letGo());
    }

    private static void timeIsOver(Message message) {
        chat.sql("UPDATE kept_image SET kept_until = now() WHERE message_id = $1", UUID.fromString(message.getId()));
    }
}
