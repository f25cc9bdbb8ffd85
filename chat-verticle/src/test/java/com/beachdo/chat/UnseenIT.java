package com.beachdo.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.v1.OfferChanged;
import com.beachdo.catalog.v1.OfferState;
import com.beachdo.chat.v1.Change;
import com.beachdo.chat.v1.ListMessagesRequest;
import com.beachdo.chat.v1.Message;
import com.beachdo.chat.v1.MessagesWaiting;
import com.beachdo.chat.v1.Room;
import com.beachdo.common.v1.Money;
import com.beachdo.moderation.v1.RestrictionsChanged;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.live.LiveEvents;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import com.google.protobuf.Timestamp;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody writes whom nobody is to read: as sent for them, and the place of a deleted message for the other. */
class UnseenIT {
    private static ChatSystem chat;

    private ChatSystem.Pair pair;
    private Person spammer;
    private Person victim;

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
        spammer = pair.buyer();
        victim = pair.seller();
    }

    private void hide(long seconds) {
        chat.deliver(
                spammer.id(),
                RestrictionsChanged.newBuilder()
                        .setUserId(spammer.id())
                        .setDecisionId(Ids.next().toString())
                        .setChatUnseenUntil(
                                Timestamp.newBuilder().setSeconds(Instant.now().getEpochSecond() + seconds))
                        .build());
    }

    private void overturn() {
        chat.deliver(
                spammer.id(),
                RestrictionsChanged.newBuilder()
                        .setUserId(spammer.id())
                        .setDecisionId(Ids.next().toString())
                        .build());
    }

    private List<Message> list(Person person) {
        return person.list(
                ListMessagesRequest.newBuilder().setChatId(pair.chatId()).setAfter(0));
    }

    private List<Change> changes(Person person, long since) {
        return person.changes(pair.chatId(), since, 50).getItemsList();
    }

    @Test
    void theSenderSeesItAsSentAndTheOtherSeesNothingOfIt() {
        spammer.send(pair.chatId(), "m1", "hello");
        victim.read(pair.chatId(), 1);
        Room before = victim.room(pair.chatId());
        hide(3_600);
        chat.told();

        Message sent = spammer.send(pair.chatId(), "m2", "buy my pills");

        assertThat(sent.getSeq()).isEqualTo(2);
        assertThat(sent.hasDeletedAt()).isFalse();
        assertThat(spammer.send(pair.chatId(), "m2", "buy my pills")).isEqualTo(sent);
        assertThat(chat.told())
                .extracting(ChatSystem.Told::address)
                .contains(LiveEvents.address(spammer.id()))
                .doesNotContain(LiveEvents.address(victim.id()));
        assertThat(list(spammer)).extracting(Message::getText).containsExactly("hello", "buy my pills");
        assertThat(spammer.room(pair.chatId()).getLastMessage()).isEqualTo(sent);
        Room after = victim.room(pair.chatId());
        assertThat(after.getUnreadCount()).isZero();
        assertThat(after.getLastMessage()).isEqualTo(before.getLastMessage());
        assertThat(victim.rooms(10, "").getUnreadTotal()).isZero();
    }

    @Test
    void noSeqIsMissingForTheOtherWhoeverResumes() {
        hide(3_600);
        spammer.send(pair.chatId(), "m1", "buy my pills");
        victim.send(pair.chatId(), "m2", "who are you?");
        spammer.send(pair.chatId(), "m3", "buy my pills now");

        assertThat(list(victim)).extracting(Message::getSeq).containsExactly(1L, 2L, 3L);
        for (Message place : List.of(list(victim).get(0), list(victim).get(2))) {
            assertThat(place.hasDeletedAt()).isTrue();
            assertThat(place.hasText()).isFalse();
        }
        assertThat(changes(victim, 0).stream().filter(Change::hasMessage).map(Change::getMessage))
                .containsExactlyElementsOf(list(victim));
        assertThat(changes(victim, 0).toString()).doesNotContain("pills");
        assertThat(victim.search("pills", 10, "").getItemsList()).isEmpty();
        assertThat(spammer.search("pills", 10, "").getItemsList()).hasSize(2);
        // as far as there is something to read
        assertThat(victim.read(pair.chatId(), 3).getReadSeq()).isEqualTo(2);
        assertThat(victim.room(pair.chatId()).getUnreadCount()).isZero();
    }

    @Test
    void nobodyIsToldThatItWaits() {
        hide(3_600);
        spammer.send(pair.chatId(), "m1", "buy my pills");
        MessagePushes pushes = new MessagePushes(
                chat.system.vertx(),
                chat.db,
                ids -> Future.succeededFuture(ids.stream().map(id -> false).toList()));
        boolean end = false;
        while (!end) {
            end = TestSystem.await(pushes.goOn());
        }
        assertThat(chat.emitted(MessagesWaiting.getDefaultInstance(), victim.id()))
                .isEmpty();
        chat.told();
        spammer.typing(pair.chatId());
        assertThat(chat.told()).isEmpty();
    }

    @Test
    void aRoomWithNothingElseInItIsNotInTheOthersInbox() {
        hide(3_600);
        assertThat(victim.rooms(10, "").getItemsList())
                .as("opened, and nothing said")
                .isEmpty();
        spammer.send(pair.chatId(), "m1", "buy my pills");
        assertThat(victim.rooms(10, "").getItemsList()).isEmpty();
        assertThat(spammer.rooms(10, "").getItemsList()).hasSize(1);
        victim.send(pair.chatId(), "m2", "who are you?");
        assertThat(victim.rooms(10, "").getItemsList()).hasSize(1);
    }

    @Test
    void anEditDoesNotBringItAbout() {
        Message sent = spammer.send(pair.chatId(), "m1", "hello");
        hide(3_600);
        chat.told();
        assertThat(spammer.edit(pair.chatId(), sent.getId(), "buy my pills").getText())
                .isEqualTo("buy my pills");
        assertThat(chat.told()).extracting(ChatSystem.Told::address).doesNotContain(LiveEvents.address(victim.id()));
        assertThat(list(victim).get(0).hasText()).isFalse();
        assertThat(victim.room(pair.chatId()).getUnreadCount()).isZero();
    }

    @Test
    void whatIsOverByItselfStaysUnseenAndLaterMessagesArrive() {
        hide(3_600);
        spammer.send(pair.chatId(), "m1", "buy my pills");
        hide(-1);
        overturn();
        spammer.send(pair.chatId(), "m2", "sorry");
        assertThat(list(victim)).extracting(Message::getText).containsExactly("", "sorry");
        assertThat(victim.room(pair.chatId()).getUnreadCount()).isEqualTo(1);
        assertThat(victim.rooms(10, "").getUnreadTotal()).isEqualTo(1);
    }

    @Test
    void whenOverturnedTheOtherGetsWhatWasKeptBack() {
        spammer.send(pair.chatId(), "m1", "hello");
        victim.read(pair.chatId(), 1);
        hide(3_600);
        spammer.send(pair.chatId(), "m2", "is it still there?");
        long seen = victim.room(pair.chatId()).getChangeSeq();

        overturn();
        overturn();

        assertThat(list(victim)).extracting(Message::getText).containsExactly("hello", "is it still there?");
        assertThat(changes(victim, seen).stream().filter(Change::hasMessage).map(change -> change.getMessage()
                        .getText()))
                .containsExactly("is it still there?");
        assertThat(victim.room(pair.chatId()).getUnreadCount()).isEqualTo(1);
        assertThat(victim.read(pair.chatId(), 2).getReadSeq()).isEqualTo(2);
    }

    private final String offerId = Ids.next().toString();

    private OfferChanged offer(Person by, OfferState state, long version) {
        return OfferChanged.newBuilder()
                .setOfferId(offerId)
                .setListingId(spammer.room(pair.chatId()).getListing().getId())
                .setBuyerId(spammer.id())
                .setSellerId(victim.id())
                .setTitle("Bicycle")
                .setPrice(Money.newBuilder().setAmount(100_000).setCurrency("INR"))
                .setState(state)
                .setByUserId(by.id())
                .setVersion(version)
                .build();
    }

    @Test
    void anOfferIsNotSeenEither() {
        victim.send(pair.chatId(), "m1", "hello");
        hide(3_600);
        chat.told();

        chat.deliver(offerId, offer(spammer, OfferState.OFFER_STATE_OPEN, 1));

        assertThat(chat.nextTold().address()).isEqualTo(LiveEvents.address(spammer.id()));
        chat.deliver(offerId, offer(spammer, OfferState.OFFER_STATE_WITHDRAWN, 2));
        assertThat(chat.nextTold().address()).isEqualTo(LiveEvents.address(spammer.id()));
        assertThat(list(spammer)).last().satisfies(mine -> assertThat(mine.hasOffer())
                .isTrue());
        assertThat(list(victim)).last().satisfies(place -> {
            assertThat(place.hasOffer()).isFalse();
            assertThat(place.hasDeletedAt()).isTrue();
        });
        assertThat(victim.room(pair.chatId()).getUnreadCount()).isZero();
    }

    @Test
    void whenItIsOverturnedTheOthersSocketsAreToldToAskAndTheSenderNothing() {
        hide(3_600);
        spammer.send(pair.chatId(), "m1", "is it still there?");
        chat.told();

        overturn();

        assertThat(chat.told()).singleElement().satisfies(told -> {
            assertThat(told.address()).isEqualTo(LiveEvents.address(victim.id()));
            assertThat(told.event()).isEqualTo(LiveEvents.resync());
        });
        overturn();
        assertThat(chat.told()).isEmpty();
    }
}
