package com.beachdo.chat;

import static com.beachdo.chat.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.chat.v1.ListMessagesRequest;
import com.beachdo.chat.v1.LookUpMessageReply;
import com.beachdo.chat.v1.LookUpMessageRequest;
import com.beachdo.chat.v1.Message;
import com.beachdo.chat.v1.Messages;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessagesIT {
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
    void numbersTheMessagesOfARoomFromOne(Transport transport) {
        ChatSystem.Pair pair = chat.pair(transport);

        Message first = pair.buyer().send(pair.chatId(), "m1", "  Is it still there? ");
        Message second = pair.seller().send(pair.chatId(), "m1", "Yes");

        assertThat(first.getSeq()).isEqualTo(1);
        assertThat(first.getChatId()).isEqualTo(pair.chatId());
        assertThat(first.getSenderId()).isEqualTo(pair.buyer().id());
        assertThat(first.getClientMessageId()).isEqualTo("m1");
        assertThat(first.getText()).isEqualTo("Is it still there?");
        assertThat(first.hasEditedAt() || first.hasDeletedAt()).isFalse();
        assertThat(second.getSeq()).isEqualTo(2);
        assertThat(list(pair.seller(), pair.chatId())).containsExactly(second, first);
        assertThat(pair.buyer().room(pair.chatId()).getLastMessage()).isEqualTo(second);
    }

    @ParameterizedTest
    @EnumSource
    void answersTheSameMessageToTheSameClientMessageId(Transport transport) {
        ChatSystem.Pair pair = chat.pair(transport);
        Message first = pair.buyer().send(pair.chatId(), "m1", "hello");

        assertThat(pair.buyer().send(pair.chatId(), "m1", " hello ")).isEqualTo(first);
        assertRefused(GrpcStatus.ALREADY_EXISTS, "chat.client_message_id_reused", () -> pair.buyer()
                .send(pair.chatId(), "m1", "other"));
        assertThat(list(pair.buyer(), pair.chatId())).containsExactly(first);
    }

    @Test
    void knowsARepeatedSendAfterAnEditADeletionAndABlock() {
        ChatSystem.Pair pair = chat.pair(Transport.BUS);
        Message first = pair.buyer().send(pair.chatId(), "m1", "hello");

        Message edited = pair.buyer().edit(pair.chatId(), first.getId(), "hallo");
        assertThat(pair.buyer().send(pair.chatId(), "m1", "hello")).isEqualTo(edited);
        assertRefused(GrpcStatus.ALREADY_EXISTS, "chat.client_message_id_reused", () -> pair.buyer()
                .send(pair.chatId(), "m1", "hallo"));

        pair.seller().block(pair.buyer().id());
        assertThat(pair.buyer().send(pair.chatId(), "m1", "hello")).isEqualTo(edited);

        pair.buyer().delete(pair.chatId(), first.getId());
        Message deleted = pair.buyer().send(pair.chatId(), "m1", "hello");
        assertThat(deleted.getId()).isEqualTo(first.getId());
        assertThat(deleted.hasText()).isFalse();
        assertThat(pair.buyer().room(pair.chatId()).getLastSeq()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void editsOnesOwnMessageForAWhile(Transport transport) {
        ChatSystem.Pair pair = chat.pair(transport);
        Message sent = pair.buyer().send(pair.chatId(), "m1", "5000?");

        Message edited = pair.buyer().edit(pair.chatId(), sent.getId(), "4500?");

        assertThat(edited.hasEditedAt()).isTrue();
        assertThat(edited.toBuilder().clearEditedAt().setText("5000?").build()).isEqualTo(sent);
        assertThat(pair.buyer().edit(pair.chatId(), sent.getId(), "4500?")).isEqualTo(edited);
        assertRefused(GrpcStatus.NOT_FOUND, "chat.message_not_found", () -> pair.seller()
                .edit(pair.chatId(), sent.getId(), "6000?"));
        makeOlder(sent, 16);
        assertRefused(GrpcStatus.FAILED_PRECONDITION, "chat.edit_window_over", () -> pair.buyer()
                .edit(pair.chatId(), sent.getId(), "4000?"));
        assertThat(list(pair.seller(), pair.chatId()).get(0).getText()).isEqualTo("4500?");
    }

    @ParameterizedTest
    @EnumSource
    void deletesOnesOwnMessageForAWhileAndKeepsItsPlace(Transport transport) {
        ChatSystem.Pair pair = chat.pair(transport);
        Message sent = pair.buyer().send(pair.chatId(), "m1", "my number is secret");
        Message second = pair.buyer().send(pair.chatId(), "m2", "hello");

        assertRefused(GrpcStatus.NOT_FOUND, "chat.message_not_found", () -> pair.seller()
                .delete(pair.chatId(), sent.getId()));
        pair.buyer().delete(pair.chatId(), sent.getId());
        long changeSeq = pair.buyer().room(pair.chatId()).getChangeSeq();
        pair.buyer().delete(pair.chatId(), sent.getId());

        assertThat(pair.buyer().room(pair.chatId()).getChangeSeq()).isEqualTo(changeSeq);
        Message deleted = list(pair.seller(), pair.chatId()).get(1);
        assertThat(deleted.getSeq()).isEqualTo(1);
        assertThat(deleted.hasDeletedAt()).isTrue();
        assertThat(deleted.hasText()).isFalse();
        assertRefused(GrpcStatus.NOT_FOUND, "chat.message_not_found", () -> pair.buyer()
                .edit(pair.chatId(), sent.getId(), "again"));
        makeOlder(second, 61);
        assertRefused(GrpcStatus.FAILED_PRECONDITION, "chat.delete_window_over", () -> pair.buyer()
                .delete(pair.chatId(), second.getId()));
    }

    @Test
    void doesNotFindAMessageInAnotherRoom() {
        ChatSystem.Pair pair = chat.pair(Transport.BUS);
        ChatSystem.Pair other = chat.pair(Transport.BUS);
        Message sent = pair.buyer().send(pair.chatId(), "m1", "hello");

        assertRefused(GrpcStatus.NOT_FOUND, "chat.message_not_found", () -> other.buyer()
                .edit(other.chatId(), sent.getId(), "hi"));
        assertRefused(GrpcStatus.NOT_FOUND, "chat.message_not_found", () -> other.buyer()
                .delete(other.chatId(), sent.getId()));
    }

    @ParameterizedTest
    @EnumSource
    void pagesBySeqBothWays(Transport transport) {
        ChatSystem.Pair pair = chat.pair(transport);
        for (int i = 1; i <= 25; i++) {
            pair.buyer().send(pair.chatId(), "m" + i, "no. " + i);
        }
        Person reader = pair.seller();

        assertThat(seqs(reader, request(pair))).isEqualTo(range(25, 6));
        assertThat(seqs(reader, request(pair).setBefore(6).setLimit(3))).isEqualTo(range(5, 3));
        assertThat(seqs(reader, request(pair).setBefore(1))).isEmpty();
        assertThat(seqs(reader, request(pair).setAfter(0).setLimit(3))).isEqualTo(range(1, 3));
        assertThat(seqs(reader, request(pair).setAfter(22).setLimit(100))).isEqualTo(range(23, 25));
        assertThat(seqs(reader, request(pair).setAfter(3).setBefore(7))).isEqualTo(range(4, 6));
        assertThat(seqs(reader, request(pair).setAfter(25))).isEmpty();
        assertRefused(
                GrpcStatus.INVALID_ARGUMENT,
                "request.invalid",
                () -> reader.list(request(pair).setAfter(-1)));
        assertRefused(
                GrpcStatus.INVALID_ARGUMENT,
                "request.invalid",
                () -> reader.list(request(pair).setLimit(101)));
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatIsNoMessage(Transport transport) {
        ChatSystem.Pair pair = chat.pair(transport);
        Person buyer = pair.buyer();

        assertRefused(GrpcStatus.INVALID_ARGUMENT, "chat.message_empty", () -> buyer.send(pair.chatId(), "m1", " \n"));
        assertRefused(
                GrpcStatus.INVALID_ARGUMENT, "chat.message_invalid", () -> buyer.send(pair.chatId(), "m1", "a\0b"));
        for (String id : List.of("", "x".repeat(65), "a\nb")) {
            assertRefused(
                    GrpcStatus.INVALID_ARGUMENT,
                    "chat.client_message_id_invalid",
                    () -> buyer.send(pair.chatId(), id, "hello"));
        }
        assertRefused(GrpcStatus.INVALID_ARGUMENT, "request.invalid", () -> buyer.send("1", "m1", "hello"));
        assertThat(buyer.room(pair.chatId()).getLastSeq()).isZero();
        assertThat(buyer.send(pair.chatId(), "x".repeat(64), "'; DROP TABLE message; --")
                        .getText())
                .isEqualTo("'; DROP TABLE message; --");
    }

    @ParameterizedTest
    @EnumSource
    void showsAReportedMessageWithThoseAroundItToItsMembers(Transport transport) {
        ChatSystem.Pair pair = chat.pair(transport);
        for (int i = 1; i <= 20; i++) {
            pair.buyer().send(pair.chatId(), "m" + i, "no. " + i);
        }
        Message target =
                pair.seller().list(request(pair).setAfter(2).setLimit(1)).get(0);

        LookUpMessageReply found =
                lookUp(transport, target.getId(), pair.seller().id());

        assertThat(found.getMessage()).isEqualTo(target);
        assertThat(found.getContextList().stream().map(Message::getSeq).toList())
                .containsExactly(1L, 2L, 4L, 5L, 6L, 7L, 8L);
        String stranger = Ids.next().toString();
        assertRefused(
                GrpcStatus.NOT_FOUND, "chat.message_not_found", () -> lookUp(transport, target.getId(), stranger));
        assertRefused(
                GrpcStatus.NOT_FOUND,
                "chat.message_not_found",
                () -> lookUp(transport, stranger, pair.seller().id()));
    }

    private static LookUpMessageReply lookUp(Transport transport, String messageId, String memberId) {
        Messages messages = chat.system.client(Messages.class, transport);
        return chat.system.as(
                TestSystem.service(),
                () -> messages.lookUpMessage(LookUpMessageRequest.newBuilder()
                        .setMessageId(messageId)
                        .setMemberId(memberId)
                        .build()));
    }

    private static ListMessagesRequest.Builder request(ChatSystem.Pair pair) {
        return ListMessagesRequest.newBuilder().setChatId(pair.chatId());
    }

    private static List<Message> list(Person person, String chatId) {
        return person.list(ListMessagesRequest.newBuilder().setChatId(chatId));
    }

    private static List<Long> seqs(Person person, ListMessagesRequest.Builder request) {
        return person.list(request).stream().map(Message::getSeq).toList();
    }

    private static List<Long> range(long from, long to) {
        return from <= to
                ? LongStream.rangeClosed(from, to).boxed().toList()
                : LongStream.rangeClosed(to, from)
                        .map(seq -> from + to - seq)
                        .boxed()
                        .toList();
    }

    private static void makeOlder(Message message, int minutes) {
        chat.sql(
                "UPDATE message SET created_at = created_at - $2::bigint * interval '1 minute' WHERE message_id = $1",
                java.util.UUID.fromString(message.getId()),
                (long) minutes);
    }
}
