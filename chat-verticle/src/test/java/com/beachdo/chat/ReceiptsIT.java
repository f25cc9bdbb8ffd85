package com.beachdo.chat;

import static com.beachdo.chat.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.chat.v1.Receipt;
import com.beachdo.chat.v1.Room;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReceiptsIT {
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
    void movesForwardOnlyAndNeverBeyondTheLastMessage(Transport transport) {
        ChatSystem.Pair pair = withMessages(transport, 5);
        Person seller = pair.seller();
        String room = pair.chatId();

        assertThat(seller.delivered(room, 3)).isEqualTo(receipt(pair, 0, 3));
        assertThat(seller.read(room, 2)).isEqualTo(receipt(pair, 2, 3));
        assertThat(seller.read(room, 1)).isEqualTo(receipt(pair, 2, 3));
        assertThat(seller.delivered(room, 1)).isEqualTo(receipt(pair, 2, 3));
        assertThat(seller.read(room, 4)).isEqualTo(receipt(pair, 4, 4));
        assertThat(seller.read(room, Long.MAX_VALUE)).isEqualTo(receipt(pair, 5, 5));
        assertRefused(GrpcStatus.INVALID_ARGUMENT, "request.invalid", () -> seller.read(room, -1));

        Room asBuyer = pair.buyer().room(room);
        assertThat(asBuyer.getCounterpartReadSeq()).isEqualTo(5);
        assertThat(asBuyer.getCounterpartDeliveredSeq()).isEqualTo(5);
    }

    @Test
    void countsAChangeOnlyWhenSomethingMoves() {
        ChatSystem.Pair pair = withMessages(Transport.BUS, 2);
        long before = pair.seller().room(pair.chatId()).getChangeSeq();

        pair.seller().read(pair.chatId(), 2);
        pair.seller().read(pair.chatId(), 2);
        pair.seller().delivered(pair.chatId(), 1);
        pair.buyer().read(pair.chatId(), 2);

        assertThat(pair.seller().room(pair.chatId()).getChangeSeq()).isEqualTo(before + 1);
    }

    @Test
    void endsAtTheFurthestOfReceiptsAtTheSameMoment() {
        ChatSystem.Pair pair = withMessages(Transport.BUS, 20);
        long before = pair.seller().room(pair.chatId()).getChangeSeq();
        chat.told();

        List<Future<Receipt>> reading = new ArrayList<>();
        for (int seq = 1; seq <= 20; seq++) {
            reading.add(pair.seller().reading(pair.chatId(), (seq * 8) % 21));
        }
        List<Receipt> receipts = TestSystem.await(Future.join(reading)).list();

        for (int i = 0; i < 20; i++) {
            assertThat(receipts.get(i).getReadSeq()).isGreaterThanOrEqualTo((i + 1) * 8 % 21);
        }
        Room room = pair.seller().room(pair.chatId());
        assertThat(room.getReadSeq()).isEqualTo(20);
        assertThat(room.getUnreadCount()).isZero();
        long moves = chat.told().size() / 2;
        assertThat(room.getChangeSeq()).isEqualTo(before + moves);
    }

    @Test
    void takesAnAnswerForReading() {
        ChatSystem.Pair pair = withMessages(Transport.BUS, 3);

        pair.seller().send(pair.chatId(), "answer", "ok");

        Room room = pair.buyer().room(pair.chatId());
        assertThat(room.getCounterpartReadSeq()).isEqualTo(4);
        assertThat(room.getCounterpartDeliveredSeq()).isEqualTo(4);
        assertThat(room.getUnreadCount()).isEqualTo(1);
        assertThat(pair.seller().room(pair.chatId()).getUnreadCount()).isZero();
    }

    private static ChatSystem.Pair withMessages(Transport transport, int count) {
        ChatSystem.Pair pair = chat.pair(transport);
        for (int i = 1; i <= count; i++) {
            pair.buyer().send(pair.chatId(), "m" + i, "no. " + i);
        }
        return pair;
    }

    private static Receipt receipt(ChatSystem.Pair pair, long read, long delivered) {
        return Receipt.newBuilder()
                .setChatId(pair.chatId())
                .setUserId(pair.seller().id())
                .setReadSeq(read)
                .setDeliveredSeq(delivered)
                .build();
    }
}
