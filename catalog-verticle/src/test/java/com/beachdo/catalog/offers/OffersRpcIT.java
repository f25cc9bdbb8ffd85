package com.beachdo.catalog.offers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.beachdo.catalog.CatalogSystem;
import com.beachdo.catalog.People;
import com.beachdo.catalog.Samples;
import com.beachdo.catalog.v1.AcceptOfferRequest;
import com.beachdo.catalog.v1.CounterOfferRequest;
import com.beachdo.catalog.v1.DeclineOfferRequest;
import com.beachdo.catalog.v1.GetOfferRequest;
import com.beachdo.catalog.v1.ListMyOffersRequest;
import com.beachdo.catalog.v1.ListOffersReply;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.MakeOfferRequest;
import com.beachdo.catalog.v1.MarkSoldRequest;
import com.beachdo.catalog.v1.Offer;
import com.beachdo.catalog.v1.OfferChanged;
import com.beachdo.catalog.v1.OfferParty;
import com.beachdo.catalog.v1.OfferState;
import com.beachdo.catalog.v1.Offers;
import com.beachdo.catalog.v1.WithdrawOfferRequest;
import com.beachdo.identity.v1.AccountErased;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nobody takes the events here, so they stay in the outbox. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OffersRpcIT {
    private final CatalogSystem catalog = CatalogSystem.start();
    private final CallContext seller = People.seller();
    private final CallContext buyer = People.buyer();

    @AfterAll
    void stop() {
        catalog.close();
    }

    private static MakeOfferRequest request(Listing listing, long rupees) {
        return MakeOfferRequest.newBuilder()
                .setListingId(listing.getId())
                .setPrice(Samples.rupees(rupees))
                .build();
    }

    private Offer make(CallContext by, Listing listing, long rupees) {
        return catalog.call(by, Offers.class, offers -> offers.makeOffer(request(listing, rupees)));
    }

    private Offer counter(CallContext by, Offer offer, long rupees, Transport transport) {
        CounterOfferRequest request = CounterOfferRequest.newBuilder()
                .setOfferId(offer.getId())
                .setPrice(Samples.rupees(rupees))
                .build();
        return catalog.call(by, Offers.class, transport, offers -> offers.counterOffer(request));
    }

    private static AcceptOfferRequest acceptance(Offer offer) {
        return AcceptOfferRequest.newBuilder().setOfferId(offer.getId()).build();
    }

    private Offer accept(CallContext by, Offer offer) {
        return catalog.call(by, Offers.class, offers -> offers.acceptOffer(acceptance(offer)));
    }

    private Offer withdraw(CallContext by, Offer offer) {
        WithdrawOfferRequest request =
                WithdrawOfferRequest.newBuilder().setOfferId(offer.getId()).build();
        return catalog.call(by, Offers.class, offers -> offers.withdrawOffer(request));
    }

    private Offer decline(CallContext by, Offer offer) {
        DeclineOfferRequest request =
                DeclineOfferRequest.newBuilder().setOfferId(offer.getId()).build();
        return catalog.call(by, Offers.class, offers -> offers.declineOffer(request));
    }

    private Offer get(CallContext by, Offer offer) {
        GetOfferRequest request =
                GetOfferRequest.newBuilder().setOfferId(offer.getId()).build();
        return catalog.call(by, Offers.class, offers -> offers.getOffer(request));
    }

    private ListOffersReply list(CallContext by, ListMyOffersRequest.Builder request) {
        return catalog.call(by, Offers.class, offers -> offers.listMyOffers(request.build()));
    }

    private List<OfferChanged> told(Offer offer) {
        List<OfferChanged> events = new ArrayList<>();
        for (Row row : TestSystem.await(catalog.db()
                .query("SELECT payload FROM outbox WHERE aggregate_id = $1 ORDER BY outbox_id", offer.getId()))) {
            try {
                events.add(OfferChanged.parseFrom(row.getBuffer(0).getBytes()));
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }
        return events;
    }

    private static void assertRefused(ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.code())
                .isEqualTo(code));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void bargainGoesToAndFroUntilSomebodyAgrees(Transport transport) {
        Listing listing = catalog.publish(seller);
        Offer made = make(buyer, listing, 20_000);
        assertThat(made.getState()).isEqualTo(OfferState.OFFER_STATE_OPEN);
        assertThat(made.getAwaits()).isEqualTo(OfferParty.OFFER_PARTY_SELLER);
        assertThat(made.getAskedPrice()).isEqualTo(listing.getPrice());
        assertRefused(() -> accept(buyer, made), "offer.not_awaited");

        Offer countered = counter(seller, made, 23_000, transport);
        assertThat(countered.getAwaits()).isEqualTo(OfferParty.OFFER_PARTY_BUYER);
        assertRefused(() -> accept(seller, countered), "offer.not_awaited");
        Offer accepted = accept(buyer, countered);
        assertThat(accepted.getState()).isEqualTo(OfferState.OFFER_STATE_ACCEPTED);
        assertThat(accepted.getPrice()).isEqualTo(Samples.rupees(23_000));
        assertThat(accepted.hasAwaits()).isFalse();

        assertThat(told(made))
                .extracting(OfferChanged::getState, OfferChanged::getVersion, OfferChanged::getByUserId)
                .containsExactly(
                        tuple(OfferState.OFFER_STATE_OPEN, 1L, buyer.requireSubject()),
                        tuple(OfferState.OFFER_STATE_OPEN, 2L, seller.requireSubject()),
                        tuple(OfferState.OFFER_STATE_ACCEPTED, 3L, buyer.requireSubject()));
        assertThat(told(made))
                .extracting(OfferChanged::getAwaitsUserId)
                .containsExactly(seller.requireSubject(), buyer.requireSubject(), "");
    }

    @Test
    void ofAHundredWhoAcceptOneWins() {
        Listing listing = catalog.publish(seller);
        List<Offer> offers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            offers.add(make(People.buyer(), listing, 1_000 + i));
        }
        Offers client = catalog.system().client(Offers.class, Transport.BUS);
        List<Future<Offer>> racers = catalog.system().as(seller, () -> {
            List<Future<Offer>> all = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                all.add(client.acceptOffer(acceptance(offers.get(i % offers.size()))));
            }
            return Future.join(all).otherwiseEmpty().map(all);
        });
        assertThat(racers.stream().filter(Future::succeeded)).hasSize(1);
        assertThat(offers.stream()
                        .map(offer -> get(seller, offer))
                        .filter(offer -> offer.getState() == OfferState.OFFER_STATE_ACCEPTED))
                .hasSize(1);
    }

    @Test
    void ofAHundredCopiesOfAnOfferOneIsMade() {
        Listing listing = catalog.publish(seller);
        Offers client = catalog.system().client(Offers.class, Transport.BUS);
        List<Future<Offer>> copies = catalog.system().as(buyer, () -> {
            List<Future<Offer>> all = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                all.add(client.makeOffer(request(listing, 500)));
            }
            return Future.join(all).otherwiseEmpty().map(all);
        });
        assertThat(copies.stream().filter(Future::succeeded)).hasSize(1);
    }

    @Test
    void anAcceptedOfferGivenUpLetsAnotherBeAccepted() {
        Listing listing = catalog.publish(seller);
        Offer first = make(buyer, listing, 900);
        Offer second = make(People.buyer(), listing, 800);
        assertThat(accept(seller, first).getState()).isEqualTo(OfferState.OFFER_STATE_ACCEPTED);
        assertRefused(() -> accept(seller, second), "offer.another_accepted");
        assertThat(withdraw(buyer, first).getState()).isEqualTo(OfferState.OFFER_STATE_WITHDRAWN);
        assertThat(accept(seller, second).getState()).isEqualTo(OfferState.OFFER_STATE_ACCEPTED);
    }

    @Test
    void onlyTheTwoOfThemSeeItAndOnlyWhoMadeItTakesItBack() {
        Offer offer = make(buyer, catalog.publish(seller), 700);
        assertThat(get(seller, offer)).isEqualTo(offer);
        assertRefused(() -> get(People.buyer(), offer), "offer.not_found");
        assertRefused(() -> accept(People.seller(), offer), "offer.not_found");
        assertRefused(() -> withdraw(seller, offer), "offer.not_awaited");
        assertThat(withdraw(buyer, offer).getState()).isEqualTo(OfferState.OFFER_STATE_WITHDRAWN);
        assertRefused(() -> decline(seller, offer), "offer.not_open");
    }

    @Test
    void timeRunsOut() {
        Listing listing = catalog.publish(seller);
        Offer offer = make(buyer, listing, 700);
        assertRefused(() -> make(buyer, listing, 800), "offer.open_already");
        catalog.sql("UPDATE offer SET expires_at = now() WHERE offer_id = $1", UUID.fromString(offer.getId()));
        assertThat(get(buyer, offer).getState()).isEqualTo(OfferState.OFFER_STATE_EXPIRED);
        assertRefused(() -> accept(seller, offer), "offer.not_open");
        assertThat(make(buyer, listing, 800).getState()).isEqualTo(OfferState.OFFER_STATE_OPEN);
    }

    @Test
    void fiveOffersOfOneBuyerAreEnough() {
        Listing listing = catalog.publish(seller);
        for (int i = 0; i < 5; i++) {
            Offer unused = decline(seller, make(buyer, listing, 100 + i));
        }
        assertRefused(() -> make(buyer, listing, 700), "offer.too_many");
    }

    @Test
    void nobodyBargainsForWhatIsTheirsOrNotOnSale() {
        Listing listing = catalog.publish(seller);
        assertRefused(() -> make(seller, listing, 700), "offer.own_listing");
        assertRefused(() -> make(buyer, listing, 0), "request.invalid");
        catalog.sql("UPDATE listing SET status = 'WITHDRAWN' WHERE listing_id = $1", UUID.fromString(listing.getId()));
        assertRefused(() -> make(buyer, listing, 700), "listing.not_found");
    }

    @Test
    void saleClosesWhatIsOpenAndLeavesWhatIsAgreed() {
        Listing listing = catalog.publish(seller);
        Offer agreed = accept(seller, make(buyer, listing, 900));
        Offer open = make(People.buyer(), listing, 800);
        MarkSoldRequest sale =
                MarkSoldRequest.newBuilder().setListingId(listing.getId()).build();
        Listing unused = catalog.call(seller, Listings.class, listings -> listings.markSold(sale));
        assertThat(get(seller, agreed).getState()).isEqualTo(OfferState.OFFER_STATE_ACCEPTED);
        assertThat(get(seller, open).getState()).isEqualTo(OfferState.OFFER_STATE_CLOSED);
        OfferChanged last = told(open).get(1);
        assertThat(last.getState()).isEqualTo(OfferState.OFFER_STATE_CLOSED);
        assertThat(last.getByUserId()).isEmpty();
    }

    @Test
    void listsBothSidesPageByPage() {
        CallContext trader = People.seller();
        List<Offer> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            made.add(0, make(trader, catalog.publish(seller), 100));
            made.add(0, make(People.buyer(), catalog.publish(trader), 100));
        }
        List<Offer> found = new ArrayList<>();
        ListOffersReply page = list(trader, ListMyOffersRequest.newBuilder().setLimit(4));
        found.addAll(page.getItemsList());
        page = list(trader, ListMyOffersRequest.newBuilder().setLimit(4).setCursor(page.getNextCursor()));
        found.addAll(page.getItemsList());
        assertThat(page.hasNextCursor()).isFalse();
        assertThat(found).isEqualTo(made);
        assertThat(list(trader, ListMyOffersRequest.newBuilder().setRole(OfferParty.OFFER_PARTY_SELLER))
                        .getItemsList())
                .containsExactly(made.get(0), made.get(2), made.get(4));
        assertThat(list(trader, ListMyOffersRequest.newBuilder().setState(OfferState.OFFER_STATE_ACCEPTED))
                        .getItemsList())
                .isEmpty();
    }

    @Test
    void offersOfTheErasedAreClosedAndForgotten() {
        CallContext leaving = People.buyer();
        Offer offer = make(leaving, catalog.publish(seller), 700);
        catalog.deliver(
                AccountErased.newBuilder().setUserId(leaving.requireSubject()).build());
        assertRefused(() -> get(seller, offer), "offer.not_found");
        assertThat(told(offer).get(1).getState()).isEqualTo(OfferState.OFFER_STATE_CLOSED);
    }
}
