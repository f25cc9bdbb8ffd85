package com.beachdo.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.catalog.v1.ListingChanged;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.OfferChanged;
import com.beachdo.catalog.v1.OfferState;
import com.beachdo.chat.v1.ListMessagesRequest;
import com.beachdo.chat.v1.Message;
import com.beachdo.common.v1.Money;
import com.beachdo.identity.v1.PublicUser;
import com.beachdo.identity.v1.UserStatusChanged;
import com.beachdo.moderation.v1.RestrictionsChanged;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.live.LiveEvents;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import com.google.protobuf.Timestamp;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Warnings, suspicions, mute, limits of new accounts, and when nothing can be written any more; offers as messages. */
class SafetyIT {
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
        chat.told();
    }

    @Test
    void theReaderIsWarnedAndTheSenderNotTold() {
        Message sent = pair.seller().send(pair.chatId(), "m1", "pehle paise bhejo, 9876543210");

        assertThat(sent.getWarningsList()).isEmpty();
        for (ChatSystem.Told told : chat.told()) {
            JsonObject message = told.event().getJsonObject("message");
            assertThat(!message.getJsonArray("warnings").isEmpty())
                    .isEqualTo(told.address().endsWith(pair.buyer().id()));
        }
        assertThat(list(pair.buyer()).get(0).getWarningsList()).containsExactly("PHONE", "ADVANCE_PAYMENT");
        assertThat(pair.buyer()
                        .changes(pair.chatId(), 0, 10)
                        .getItems(0)
                        .getMessage()
                        .getWarningsList())
                .hasSize(2);
        assertThat(pair.buyer().room(pair.chatId()).getLastMessage().getWarningsList())
                .hasSize(2);
        assertThat(list(pair.seller()).get(0).getWarningsList()).isEmpty();
        assertThat(pair.seller().room(pair.chatId()).getLastMessage().getWarningsList())
                .isEmpty();
    }

    @Test
    void moderationIsToldOnceOfASenderInARoom() {
        pair.seller().send(pair.chatId(), "m1", "pay in advance");
        pair.seller().send(pair.chatId(), "m1", "pay in advance");
        pair.seller().send(pair.chatId(), "m2", "token amount please");
        pair.buyer().send(pair.chatId(), "m3", "my number is 9876543210");

        assertThat(suspected()).isEqualTo(1);
    }

    private long suspected() {
        return TestSystem.await(chat.db.query(
                        "SELECT count(*) AS n FROM outbox WHERE type = 'beachdo.chat.v1.MessageSuspected' AND aggregate_id = $1",
                        pair.chatId()))
                .iterator()
                .next()
                .getLong("n");
    }

    @Test
    void aMutedRoomDoesNotCount() {
        pair.seller().send(pair.chatId(), "m1", "hello");
        assertThat(pair.buyer().rooms(10, "").getUnreadTotal()).isEqualTo(1);
        pair.buyer().mute(pair.chatId(), true);
        assertThat(pair.buyer().rooms(10, "").getUnreadTotal()).isZero();
        assertThat(pair.buyer().room(pair.chatId()).getMuted()).isTrue();
        assertThat(pair.buyer().room(pair.chatId()).getUnreadCount()).isEqualTo(1);
        pair.buyer().mute(pair.chatId(), false);
        assertThat(pair.buyer().rooms(10, "").getUnreadTotal()).isEqualTo(1);
    }

    @Test
    void aNewAccountOpensFewChats() {
        Person fresh = chat.person("Fresh", Transport.BUS);
        chat.identity.put(PublicUser.newBuilder()
                .setId(fresh.id())
                .setSince(Timestamp.newBuilder().setSeconds(Instant.now().getEpochSecond()))
                .build());
        String first = "";
        for (int count = 0; count < 10; count++) {
            String listing = chat.catalog.put(pair.seller().id(), ListingStatus.LISTING_STATUS_ACTIVE);
            first = first.isEmpty() ? listing : first;
            fresh.open(listing);
        }
        String next = chat.catalog.put(pair.seller().id(), ListingStatus.LISTING_STATUS_ACTIVE);
        assertThatThrownBy(() -> fresh.open(next))
                .isInstanceOfSatisfying(RpcException.class, failure -> assertThat(failure.code())
                        .isEqualTo("chat.new_account_limit"));
        assertThat(fresh.open(first).getCreated()).isFalse();
    }

    @Test
    void nothingIsWrittenAboutWhatStaffRemoved() {
        String listingId = pair.buyer().room(pair.chatId()).getListing().getId();
        chat.deliver(listingId, listing(listingId, "SOLD", 4));
        pair.buyer().send(pair.chatId(), "m1", "when shall I fetch it?");
        chat.deliver(listingId, listing(listingId, "REMOVED", 5));

        assertClosed("m2");
        assertThat(list(pair.buyer())).hasSize(1);
        chat.deliver(listingId, listing(listingId, "ACTIVE", 6));
        pair.buyer().send(pair.chatId(), "m2", "again");
    }

    private static ListingChanged listing(String id, String status, long version) {
        return ListingChanged.newBuilder()
                .setListingId(id)
                .setTitle("A bicycle")
                .setStatus(status)
                .setVersion(version)
                .build();
    }

    @Test
    void nobodyWritesToARestrictedAccount() {
        chat.deliver(
                pair.seller().id(),
                UserStatusChanged.newBuilder().setUserId(pair.seller().id()).build());
        assertClosed("m1");
        chat.deliver(
                pair.seller().id(),
                UserStatusChanged.newBuilder()
                        .setUserId(pair.seller().id())
                        .setActive(true)
                        .build());
        pair.buyer().send(pair.chatId(), "m1", "welcome back");
    }

    @Test
    void whoMayNotWriteMayNotPutOtherWordsInPlaceEither() {
        Message sent = pair.buyer().send(pair.chatId(), "m1", "hello");
        restrict(pair.buyer(), 4_000_000_000L);
        assertEditRefused(sent, "account.restricted");
        chat.told();
        pair.buyer().typing(pair.chatId());
        assertThat(chat.told()).isEmpty();
        restrict(pair.buyer(), 0);
        pair.buyer().edit(pair.chatId(), sent.getId(), "hello again");

        chat.deliver(
                pair.buyer().id(),
                UserStatusChanged.newBuilder().setUserId(pair.buyer().id()).build());
        assertEditRefused(sent, "chat.closed");
        chat.deliver(
                pair.buyer().id(),
                UserStatusChanged.newBuilder()
                        .setUserId(pair.buyer().id())
                        .setActive(true)
                        .build());
        String listingId = pair.buyer().room(pair.chatId()).getListing().getId();
        chat.deliver(listingId, listing(listingId, "REMOVED", 5));
        assertEditRefused(sent, "chat.closed");
        assertThat(list(pair.seller()).get(0).getText()).isEqualTo("hello again");
        pair.buyer().delete(pair.chatId(), sent.getId());
    }

    private void restrict(Person person, long until) {
        chat.deliver(
                person.id(),
                RestrictionsChanged.newBuilder()
                        .setUserId(person.id())
                        .setChatUntil(Timestamp.newBuilder().setSeconds(until))
                        .build());
    }

    @Test
    void whoIsKeptFromChattingIsToldLiveAndAgainWhenItIsOver() {
        long until = Instant.now().getEpochSecond() + 3_600;
        chat.told();
        restrict(pair.buyer(), until);
        restrict(pair.buyer(), until);
        chat.deliver(
                pair.buyer().id(),
                RestrictionsChanged.newBuilder().setUserId(pair.buyer().id()).build());

        List<ChatSystem.Told> told = chat.told();
        assertThat(told)
                .extracting(ChatSystem.Told::address)
                .containsOnly(LiveEvents.address(pair.buyer().id()));
        assertThat(told)
                .extracting(ChatSystem.Told::event)
                .containsExactly(
                        new JsonObject()
                                .put("type", "restriction")
                                .put("activity", "CHAT")
                                .put("until", Instant.ofEpochSecond(until).toString()),
                        new JsonObject().put("type", "restriction").put("activity", "CHAT"));
        assertThat(pair.buyer().send(pair.chatId(), "m1", "hello").getSeq()).isEqualTo(1);
    }

    private void assertEditRefused(Message sent, String code) {
        Refused.by(code, () -> pair.buyer().edit(pair.chatId(), sent.getId(), "something else"));
    }

    private void assertClosed(String clientMessageId) {
        assertThatThrownBy(() -> pair.buyer().send(pair.chatId(), clientMessageId, "hello"))
                .isInstanceOfSatisfying(RpcException.class, failure -> assertThat(failure.code())
                        .isEqualTo("chat.closed"));
    }

    @Test
    void stepsOfABargainAreMessagesOfWhoTookThem() {
        OfferChanged made = offer().build();
        chat.deliver(made.getListingId(), made);
        chat.deliver(made.getListingId(), made);
        chat.deliver(
                made.getListingId(),
                made.toBuilder()
                        .setVersion(2)
                        .setState(OfferState.OFFER_STATE_ACCEPTED)
                        .setByUserId(pair.seller().id())
                        .clearAwaitsUserId()
                        .clearExpiresAt()
                        .build());

        List<Message> messages = list(pair.buyer());
        assertThat(messages).hasSize(2);
        Message accepted = messages.get(0);
        assertThat(accepted.getSenderId()).isEqualTo(pair.seller().id());
        assertThat(accepted.getOffer().getState()).isEqualTo("ACCEPTED");
        assertThat(accepted.hasText()).isFalse();
        Message first = messages.get(1);
        assertThat(first.getSenderId()).isEqualTo(pair.buyer().id());
        assertThat(first.getOffer().getPrice().getAmount()).isEqualTo(4_000_00);
        assertThat(first.getOffer().getAwaitsUserId()).isEqualTo(pair.seller().id());
        JsonObject told = chat.nextTold().event().getJsonObject("message");
        assertThat(told).isEqualTo(LiveChat.json(first));
        assertThat(pair.seller().room(pair.chatId()).getUnreadCount()).isZero();
        assertThat(pair.buyer().room(pair.chatId()).getUnreadCount()).isEqualTo(1);
        assertThatThrownBy(() -> pair.buyer().edit(pair.chatId(), first.getId(), "less"))
                .isInstanceOfSatisfying(RpcException.class, failure -> assertThat(failure.code())
                        .isEqualTo("chat.not_editable"));
    }

    @Test
    void anOfferOpensItsRoom() {
        Person buyer = chat.person("Asha", Transport.BUS);
        OfferChanged made = offer().setListingId(Ids.next().toString())
                .setBuyerId(buyer.id())
                .setByUserId(buyer.id())
                .build();
        chat.deliver(made.getListingId(), made);

        assertThat(buyer.rooms(10, "").getItems(0).getListing().getTitle()).isEqualTo("A bicycle");
        assertThat(buyer.rooms(10, "").getItems(0).getLastMessage().hasOffer()).isTrue();
    }

    private OfferChanged.Builder offer() {
        return OfferChanged.newBuilder()
                .setOfferId(Ids.next().toString())
                .setListingId(pair.buyer().room(pair.chatId()).getListing().getId())
                .setBuyerId(pair.buyer().id())
                .setSellerId(pair.seller().id())
                .setTitle("A bicycle")
                .setPrice(Money.newBuilder().setAmount(4_000_00).setCurrency("INR"))
                .setState(OfferState.OFFER_STATE_OPEN)
                .setByUserId(pair.buyer().id())
                .setAwaitsUserId(pair.seller().id())
                .setExpiresAt(Timestamp.newBuilder().setSeconds(4_000_000_000L))
                .setVersion(1);
    }

    private List<Message> list(Person person) {
        return person.list(ListMessagesRequest.newBuilder().setChatId(pair.chatId()));
    }
}
