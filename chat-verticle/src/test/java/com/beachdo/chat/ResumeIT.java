package com.beachdo.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.chat.v1.Change;
import com.beachdo.chat.v1.ListChangesReply;
import com.beachdo.chat.v1.ListMessagesRequest;
import com.beachdo.chat.v1.Message;
import com.beachdo.chat.v1.Receipt;
import com.beachdo.chat.v1.Room;
import com.beachdo.platform.testing.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeIT {
    private static final int STEPS = 120;
    private static ChatSystem chat;

    @BeforeAll
    static void start() {
        chat = new ChatSystem();
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    /** What a client knows of a room. */
    private static final class Client {
        private final Map<Long, Message> messages = new TreeMap<>();
        private final Map<String, Receipt> receipts = new TreeMap<>();
        private long changeSeq;

        Client copy() {
            Client copy = new Client();
            copy.messages.putAll(messages);
            copy.receipts.putAll(receipts);
            copy.changeSeq = changeSeq;
            return copy;
        }

        void resume(Person person, String chatId, int limit) {
            ListChangesReply reply;
            do {
                reply = person.changes(chatId, changeSeq, limit);
                assertThat(reply.getItemsCount()).isLessThanOrEqualTo(limit);
                long last = changeSeq;
                for (Change change : reply.getItemsList()) {
                    assertThat(change.getChangeSeq()).isGreaterThan(last);
                    last = change.getChangeSeq();
                    apply(change);
                }
                assertThat(reply.getChangeSeq()).isGreaterThanOrEqualTo(last);
                changeSeq = reply.getChangeSeq();
            } while (reply.getMore());
        }

        private void apply(Change change) {
            if (change.hasMessage()) {
                Message unused = messages.put(change.getMessage().getSeq(), change.getMessage());
            } else {
                Receipt unused = receipts.put(change.getReceipt().getUserId(), change.getReceipt());
            }
        }

        /** Messages of others after what this user has read that were not deleted. */
        long unread(String userId) {
            Receipt mine = receipts.get(userId);
            long read = mine == null ? 0 : mine.getReadSeq();
            return messages.values().stream()
                    .filter(message -> message.getSeq() > read
                            && !message.hasDeletedAt()
                            && !message.getSenderId().equals(userId))
                    .count();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whoeverComesBackAtAnyPointEndsWithWhatANewcomerSees(long seed) {
        Random random = new Random(seed);
        ChatSystem.Pair pair = chat.pair(Transport.BUS);
        Client present = new Client();
        List<Client> leavers = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            act(random, pair, step, present);
            present.resume(pair.buyer(), pair.chatId(), 100);
            assertShows(pair.buyer().room(pair.chatId()), present, pair.buyer(), pair.seller());
            assertShows(pair.seller().room(pair.chatId()), present, pair.seller(), pair.buyer());
            leavers.add(present.copy());
        }

        Client newcomer = new Client();
        newcomer.resume(pair.seller(), pair.chatId(), 1);
        assertSame(present, newcomer);
        for (Client leaver : leavers) {
            leaver.resume(pair.buyer(), pair.chatId(), 1 + random.nextInt(20));
            assertSame(leaver, newcomer);
        }
        assertThat(history(pair)).containsExactlyElementsOf(newcomer.messages.values());
    }

    private static void act(Random random, ChatSystem.Pair pair, int step, Client known) {
        Person person = random.nextBoolean() ? pair.buyer() : pair.seller();
        long anySeq = random.nextInt(known.messages.size() + 2);
        switch (random.nextInt(6)) {
            case 0, 1 -> {
                person.send(pair.chatId(), "m" + step, "text " + step);
            }
            case 2 -> {
                person.read(pair.chatId(), anySeq);
            }
            case 3 -> {
                person.delivered(pair.chatId(), anySeq);
            }
            default -> correct(random, pair, step, known);
        }
    }

    private static void correct(Random random, ChatSystem.Pair pair, int step, Client known) {
        List<Message> standing =
                known.messages.values().stream().filter(Message::hasText).toList();
        if (standing.isEmpty()) {
            return;
        }
        Message message = standing.get(random.nextInt(standing.size()));
        Person sender = message.getSenderId().equals(pair.buyer().id()) ? pair.buyer() : pair.seller();
        if (random.nextBoolean()) {
            sender.edit(pair.chatId(), message.getId(), "edited " + step);
        } else {
            sender.delete(pair.chatId(), message.getId());
        }
    }

    private static void assertShows(Room room, Client known, Person self, Person other) {
        assertThat(room.getUnreadCount()).isEqualTo(known.unread(self.id()));
        assertThat(self.rooms(0, "").getUnreadTotal()).isEqualTo(known.unread(self.id()));
        assertThat(room.getChangeSeq()).isEqualTo(known.changeSeq);
        assertThat(room.getLastSeq()).isEqualTo(known.messages.size());
        Receipt mine = known.receipts.getOrDefault(self.id(), Receipt.getDefaultInstance());
        Receipt theirs = known.receipts.getOrDefault(other.id(), Receipt.getDefaultInstance());
        assertThat(List.of(
                        room.getReadSeq(),
                        room.getDeliveredSeq(),
                        room.getCounterpartReadSeq(),
                        room.getCounterpartDeliveredSeq()))
                .containsExactly(
                        mine.getReadSeq(), mine.getDeliveredSeq(), theirs.getReadSeq(), theirs.getDeliveredSeq());
    }

    private static void assertSame(Client one, Client other) {
        assertThat(one.messages).isEqualTo(other.messages);
        assertThat(one.receipts).isEqualTo(other.receipts);
        assertThat(one.changeSeq).isEqualTo(other.changeSeq);
    }

    private static List<Message> history(ChatSystem.Pair pair) {
        return pair.buyer()
                .list(ListMessagesRequest.newBuilder()
                        .setChatId(pair.chatId())
                        .setAfter(0)
                        .setLimit(100));
    }
}
