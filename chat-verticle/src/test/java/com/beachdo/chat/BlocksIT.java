package com.beachdo.chat;

import static com.beachdo.chat.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.chat.v1.ListMessagesRequest;
import com.beachdo.chat.v1.Message;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.testing.Transport;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlocksIT {
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
    void stopsBothFromWritingAndLeavesTheHistory(Transport transport) {
        ChatSystem.Pair pair = chat.pair(transport);
        Person buyer = pair.buyer();
        Person seller = pair.seller();
        Message sent = buyer.send(pair.chatId(), "m1", "hello");

        seller.block(buyer.id());
        seller.block(buyer.id());

        for (Person person : List.of(buyer, seller)) {
            assertRefused(
                    GrpcStatus.FAILED_PRECONDITION,
                    "chat.blocked",
                    () -> person.send(pair.chatId(), "m2", "still there?"));
            assertThat(person.list(ListMessagesRequest.newBuilder().setChatId(pair.chatId())))
                    .containsExactly(sent);
            assertThat(person.room(pair.chatId()).getLastMessage()).isEqualTo(sent);
        }
        assertRefused(
                GrpcStatus.FAILED_PRECONDITION,
                "chat.blocked",
                () -> buyer.edit(pair.chatId(), sent.getId(), "hello?"));
        assertThat(seller.read(pair.chatId(), 1).getReadSeq()).isEqualTo(1);
        List<ChatSystem.Told> before = chat.told();
        buyer.typing(pair.chatId());
        assertThat(before).isNotEmpty();
        assertThat(chat.told()).isEmpty();

        seller.unblock(buyer.id());
        seller.unblock(buyer.id());
        assertThat(buyer.send(pair.chatId(), "m2", "still there?").getSeq()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void stopsBothFromOpeningNewRooms(Transport transport) {
        Person blocker = chat.person("Asha", transport);
        Person blocked = chat.person("Ravi", transport);
        String ofBlocker = chat.catalog.put(blocker.id(), ListingStatus.LISTING_STATUS_ACTIVE);
        String ofBlocked = chat.catalog.put(blocked.id(), ListingStatus.LISTING_STATUS_ACTIVE);
        String known = chat.catalog.put(blocker.id(), ListingStatus.LISTING_STATUS_ACTIVE);
        String room = blocked.open(known).getRoom().getId();

        blocker.block(blocked.id());

        assertRefused(GrpcStatus.FAILED_PRECONDITION, "chat.blocked", () -> blocked.open(ofBlocker));
        assertRefused(GrpcStatus.FAILED_PRECONDITION, "chat.blocked", () -> blocker.open(ofBlocked));
        assertThat(blocked.open(known).getRoom().getId()).isEqualTo(room);
    }

    @ParameterizedTest
    @EnumSource
    void refusesToBlockOneselfOrNobody(Transport transport) {
        Person person = chat.person("Asha", transport);
        String nobody = Ids.next().toString();

        assertRefused(GrpcStatus.INVALID_ARGUMENT, "block.self", () -> person.block(person.id()));
        assertRefused(GrpcStatus.NOT_FOUND, "user.not_found", () -> person.block(nobody));
        person.unblock(nobody);
    }
}
