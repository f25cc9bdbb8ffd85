package com.beachdo.chat;

import static com.beachdo.chat.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingChanged;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.chat.v1.ListRoomsReply;
import com.beachdo.chat.v1.LookUpConversationRequest;
import com.beachdo.chat.v1.OpenRoomReply;
import com.beachdo.chat.v1.Room;
import com.beachdo.chat.v1.Rooms;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import com.google.protobuf.Timestamp;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoomsIT {
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
    void opensTheOneRoomOfABuyerAndAListing(Transport transport) {
        Person buyer = chat.person("Asha", transport);
        Person seller = chat.person("Ravi", transport);
        String listing = chat.catalog.put(seller.id(), ListingStatus.LISTING_STATUS_ACTIVE);

        OpenRoomReply first = buyer.open(listing);
        OpenRoomReply second = buyer.open(listing);

        assertThat(first.getCreated()).isTrue();
        assertThat(second.getCreated()).isFalse();
        assertThat(second.getRoom()).isEqualTo(first.getRoom());
        Room room = first.getRoom();
        assertThat(room.getListing().getId()).isEqualTo(listing);
        assertThat(room.getListing().getTitle()).isEqualTo("A bicycle");
        assertThat(room.getListing().getStatus()).isEqualTo("ACTIVE");
        assertThat(room.getBuyerId()).isEqualTo(buyer.id());
        assertThat(room.getSellerId()).isEqualTo(seller.id());
        assertThat(room.getCounterpart().getId()).isEqualTo(seller.id());
        assertThat(room.getCounterpart().getName()).isEqualTo("Ravi");
        assertThat(room.getCounterpart().getVerified()).isTrue();
        assertThat(room.hasLastMessage()).isFalse();
        assertThat(room.getChangeSeq()).isZero();
        assertThat(seller.room(room.getId()).getCounterpart().getName()).isEqualTo("Asha");
    }

    private static boolean bothWrote(Transport transport, String listing, Person buyer) {
        Rooms rooms = chat.system.client(Rooms.class, transport);
        return chat.system
                .as(
                        TestSystem.service(),
                        () -> rooms.lookUpConversation(LookUpConversationRequest.newBuilder()
                                .setListingId(listing)
                                .setBuyerId(buyer.id())
                                .build()))
                .getBothWrote();
    }

    @ParameterizedTest
    @EnumSource
    void aConversationIsOneInWhichBothWrote(Transport transport) {
        Person buyer = chat.person("Asha", transport);
        Person seller = chat.person("Ravi", transport);
        String listing = chat.catalog.put(seller.id(), ListingStatus.LISTING_STATUS_ACTIVE);
        String room = buyer.open(listing).getRoom().getId();
        assertThat(bothWrote(transport, listing, buyer)).isFalse();
        buyer.send(room, "1", "Is it there?");
        assertThat(bothWrote(transport, listing, buyer)).isFalse();
        seller.send(room, "2", "Yes");
        assertThat(bothWrote(transport, listing, buyer)).isTrue();
        assertThat(bothWrote(transport, listing, chat.person("Mira", transport)))
                .isFalse();
    }

    @Test
    void makesOneRoomOfOpeningsAtTheSameMoment() {
        Person buyer = chat.person("Asha", Transport.BUS);
        String listing = chat.catalog.put(chat.person("Ravi", Transport.BUS).id(), ListingStatus.LISTING_STATUS_ACTIVE);

        List<Future<OpenRoomReply>> openings = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            openings.add(buyer.opening(listing));
        }
        List<OpenRoomReply> replies = TestSystem.await(Future.join(openings)).<OpenRoomReply>list();

        assertThat(replies.stream().filter(OpenRoomReply::getCreated)).hasSize(1);
        assertThat(replies.stream().map(reply -> reply.getRoom().getId()).distinct())
                .hasSize(1);
    }

    @Test
    void answersTheSameToTheSameIdempotencyKey() {
        Person buyer = chat.person("Asha", Transport.BUS);
        String sellerId = chat.person("Ravi", Transport.BUS).id();
        String listing = chat.catalog.put(sellerId, ListingStatus.LISTING_STATUS_ACTIVE);
        String other = chat.catalog.put(sellerId, ListingStatus.LISTING_STATUS_ACTIVE);

        OpenRoomReply first = buyer.openWithKey(listing, "key-1");

        assertThat(first.getCreated()).isTrue();
        assertThat(buyer.openWithKey(listing, "key-1")).isEqualTo(first);
        assertRefused(
                GrpcStatus.INVALID_ARGUMENT, "idempotency.other_request", () -> buyer.openWithKey(other, "key-1"));
    }

    @ParameterizedTest
    @EnumSource
    void refusesToOpenWhereThereIsNothingToTalkAbout(Transport transport) {
        Person buyer = chat.person("Asha", transport);
        Person seller = chat.person("Ravi", transport);
        for (ListingStatus status : List.of(
                ListingStatus.LISTING_STATUS_DRAFT,
                ListingStatus.LISTING_STATUS_PENDING_REVIEW,
                ListingStatus.LISTING_STATUS_SOLD,
                ListingStatus.LISTING_STATUS_REMOVED)) {
            String listing = chat.catalog.put(seller.id(), status);
            assertRefused(GrpcStatus.NOT_FOUND, "listing.not_found", () -> buyer.open(listing));
        }
        String expired = chat.catalog.put(seller.id(), ListingStatus.LISTING_STATUS_ACTIVE);
        chat.catalog.put(chat.catalog.get(expired).toBuilder()
                .setExpiresAt(Timestamp.newBuilder().setSeconds(Instant.now().getEpochSecond() - 1))
                .build());
        String unknown = Ids.next().toString();
        String own = chat.catalog.put(buyer.id(), ListingStatus.LISTING_STATUS_ACTIVE);

        assertRefused(GrpcStatus.NOT_FOUND, "listing.not_found", () -> buyer.open(expired));
        assertRefused(GrpcStatus.NOT_FOUND, "listing.not_found", () -> buyer.open(unknown));
        assertRefused(GrpcStatus.INVALID_ARGUMENT, "request.invalid", () -> buyer.open("no id"));
        assertRefused(GrpcStatus.FAILED_PRECONDITION, "chat.own_listing", () -> buyer.open(own));
        assertThat(buyer.rooms(0, "").getItemsList()).isEmpty();
    }

    @Test
    void findsARoomAgainWhenItsListingIsNoLongerThere() {
        Person buyer = chat.person("Asha", Transport.BUS);
        Person seller = chat.person("Ravi", Transport.BUS);
        String listing = chat.catalog.put(seller.id(), ListingStatus.LISTING_STATUS_ACTIVE);
        String room = buyer.open(listing).getRoom().getId();
        chat.catalog.put(chat.catalog.get(listing).toBuilder()
                .setStatus(ListingStatus.LISTING_STATUS_REMOVED)
                .build());

        OpenRoomReply again = buyer.open(listing);

        assertThat(again.getCreated()).isFalse();
        assertThat(again.getRoom().getId()).isEqualTo(room);
    }

    @Test
    void showsTheListingAsItIsNowWhateverOrderTheNewsComesIn() {
        ChatSystem.Pair pair = chat.pair(Transport.BUS);
        Listing listing =
                chat.catalog.get(pair.buyer().room(pair.chatId()).getListing().getId());
        ListingChanged sold = ListingChanged.newBuilder()
                .setListingId(listing.getId())
                .setTitle("A red bicycle")
                .setStatus("SOLD")
                .setVersion(5)
                .build();

        chat.deliver(listing.getId(), sold);
        chat.deliver(
                listing.getId(),
                sold.toBuilder().setStatus("ACTIVE").setVersion(4).build());

        Room room = pair.seller().room(pair.chatId());
        assertThat(room.getListing().getTitle()).isEqualTo("A red bicycle");
        assertThat(room.getListing().getStatus()).isEqualTo("SOLD");
    }

    @Test
    void showsTheLatestNewsOfAListingThatWasOpenedLater() {
        Person seller = chat.person("Ravi", Transport.BUS);
        String listing = chat.catalog.put(seller.id(), ListingStatus.LISTING_STATUS_ACTIVE);
        chat.deliver(
                listing,
                ListingChanged.newBuilder()
                        .setListingId(listing)
                        .setTitle("Newer than the catalog's answer")
                        .setStatus("ACTIVE")
                        .setVersion(9)
                        .build());

        Room room = chat.person("Asha", Transport.BUS).open(listing).getRoom();

        assertThat(room.getListing().getTitle()).isEqualTo("Newer than the catalog's answer");
    }

    @ParameterizedTest
    @EnumSource
    void listsRoomsByTheirLastMessagePageByPage(Transport transport) {
        Person buyer = chat.person("Asha", transport);
        Person seller = chat.person("Ravi", transport);
        List<String> chats = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String listing = chat.catalog.put(seller.id(), ListingStatus.LISTING_STATUS_ACTIVE);
            chats.add(buyer.open(listing).getRoom().getId());
        }
        buyer.send(chats.get(1), "m1", "first");
        buyer.send(chats.get(3), "m1", "second");
        buyer.send(chats.get(1), "m2", "third");
        List<String> expected = List.of(chats.get(1), chats.get(3), chats.get(4), chats.get(2), chats.get(0));

        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            ListRoomsReply page = seller.rooms(2, cursor);
            page.getItemsList().forEach(room -> seen.add(room.getId()));
            assertThat(page.getUnreadTotal()).isEqualTo(3);
            cursor = page.getNextCursor();
        } while (!cursor.isEmpty());

        assertThat(seen).isEqualTo(expected);
        Room latest = seller.rooms(1, "").getItems(0);
        assertThat(latest.getLastMessage().getText()).isEqualTo("third");
        assertThat(latest.getUnreadCount()).isEqualTo(2);
        assertThat(latest).isEqualTo(seller.room(latest.getId()));
        assertThat(buyer.rooms(0, "").getUnreadTotal()).isZero();
    }

    @Test
    void refusesTheCursorOfAnother() {
        Person buyer = chat.person("Asha", Transport.BUS);
        Person seller = chat.person("Ravi", Transport.BUS);
        for (int i = 0; i < 2; i++) {
            buyer.open(chat.catalog.put(seller.id(), ListingStatus.LISTING_STATUS_ACTIVE));
        }
        String cursor = buyer.rooms(1, "").getNextCursor();

        assertThat(buyer.rooms(1, cursor).getItemsList()).hasSize(1);
        assertRefused(GrpcStatus.INVALID_ARGUMENT, "request.cursor_invalid", () -> seller.rooms(1, cursor));
        assertRefused(GrpcStatus.INVALID_ARGUMENT, "request.cursor_invalid", () -> buyer.rooms(1, "AAAA"));
        assertRefused(GrpcStatus.INVALID_ARGUMENT, "request.invalid", () -> buyer.rooms(101, ""));
        assertRefused(GrpcStatus.INVALID_ARGUMENT, "request.invalid", () -> buyer.rooms(-1, ""));
    }

    @Test
    void asksForANameOnceAMinute() {
        ChatSystem.Pair pair = chat.pair(Transport.BUS);
        Object first = pair.seller().room(pair.chatId());
        int calls = chat.identity.calls.get();

        assertThat(pair.seller().room(pair.chatId())).isEqualTo(first);
        assertThat(chat.identity.calls.get()).isEqualTo(calls);
    }

    @Test
    void showsRoomsWithoutNamesWhileIdentityIsAway() {
        ChatSystem.Pair pair = chat.pair(Transport.BUS);
        chat.identity.down = true;
        try {
            Room unnamed = pair.seller().room(pair.chatId());
            assertThat(unnamed.getCounterpart().getId()).isEqualTo(pair.buyer().id());
            assertThat(unnamed.getCounterpart().getName()).isEmpty();
            assertThat(pair.buyer().room(pair.chatId()).getCounterpart().getName())
                    .isEqualTo("Ravi");
        } finally {
            chat.identity.down = false;
        }
        assertThat(pair.seller().room(pair.chatId()).getCounterpart().getName()).isEqualTo("Asha");
    }
}
