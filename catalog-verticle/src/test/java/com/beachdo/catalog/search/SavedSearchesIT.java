package com.beachdo.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.catalog.CatalogSystem;
import com.beachdo.catalog.People;
import com.beachdo.catalog.reference.ReferenceData;
import com.beachdo.catalog.v1.CreateSavedSearchRequest;
import com.beachdo.catalog.v1.DeleteSavedSearchRequest;
import com.beachdo.catalog.v1.ListSavedSearchesReply;
import com.beachdo.catalog.v1.ListSavedSearchesRequest;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.NoticeDue;
import com.beachdo.catalog.v1.NoticeListing;
import com.beachdo.catalog.v1.SavedSearch;
import com.beachdo.catalog.v1.SavedSearches;
import com.beachdo.catalog.v1.SearchAlert;
import com.beachdo.catalog.v1.SearchCriteria;
import com.beachdo.catalog.v1.UnsubscribeRequest;
import com.beachdo.catalog.v1.UpdateSavedSearchRequest;
import com.beachdo.identity.v1.AccountErased;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nobody takes the notices here, so they stay in the outbox. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SavedSearchesIT {
    private static final SearchCriteria GALAXY = SearchCriteria.newBuilder()
            .setQ("galaxy")
            .setCategory("mobile-phones")
            .setCity("Pune")
            .setMaxPrice(3_000_000)
            .build();

    private final CatalogSystem catalog = CatalogSystem.start();

    @AfterAll
    void stop() {
        catalog.close();
    }

    private SavedSearch save(CallContext buyer, SearchCriteria criteria, SearchAlert alert, Transport transport) {
        CreateSavedSearchRequest request = CreateSavedSearchRequest.newBuilder()
                .setCriteria(criteria)
                .setAlert(alert)
                .build();
        return catalog.call(buyer, SavedSearches.class, transport, searches -> searches.createSavedSearch(request));
    }

    private SavedSearch save(CallContext buyer, SearchCriteria criteria, SearchAlert alert) {
        return save(buyer, criteria, alert, Transport.BUS);
    }

    private ListSavedSearchesReply list(CallContext buyer) {
        return catalog.call(
                buyer,
                SavedSearches.class,
                searches -> searches.listSavedSearches(ListSavedSearchesRequest.getDefaultInstance()));
    }

    private SavedSearch update(CallContext buyer, UpdateSavedSearchRequest request) {
        return catalog.call(buyer, SavedSearches.class, searches -> searches.updateSavedSearch(request));
    }

    private List<NoticeDue> notices(SavedSearch search) {
        List<NoticeDue> notices = new ArrayList<>();
        for (Row row : TestSystem.await(catalog.db()
                .query("SELECT payload FROM outbox WHERE aggregate_id = $1 ORDER BY outbox_id", search.getId()))) {
            try {
                notices.add(NoticeDue.parseFrom(row.getBuffer(0).getBytes()));
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }
        return notices;
    }

    private void awaitNotices(SavedSearch search, int count) {
        Eventually.within(
                30, TimeUnit.SECONDS, () -> assertThat(notices(search)).hasSize(count));
    }

    private void makeDue(SavedSearch search) {
        catalog.sql("UPDATE saved_search SET due_at = now() WHERE search_id = $1", UUID.fromString(search.getId()));
    }

    private void awaitLooked(SavedSearch search) {
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(TestSystem.await(catalog.db()
                                .query(
                                        "SELECT 1 FROM saved_search WHERE search_id = $1 AND due_at <= now()",
                                        UUID.fromString(search.getId())))
                        .size())
                .isZero());
    }

    private static String refusal(RpcException refused) {
        return refused.code();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void isSavedListedChangedAndForgotten(Transport transport) {
        CallContext buyer = People.buyer();
        SavedSearch search = save(buyer, GALAXY, SearchAlert.SEARCH_ALERT_DAILY, transport);
        assertThat(search.getName()).isEqualTo("galaxy");
        assertThat(search.getCriteria()).isEqualTo(GALAXY);
        assertThat(list(buyer).getItemsList()).containsExactly(search);

        SavedSearch changed = update(
                buyer,
                UpdateSavedSearchRequest.newBuilder()
                        .setSearchId(search.getId())
                        .setName("Phones")
                        .setAlert(SearchAlert.SEARCH_ALERT_OFF)
                        .build());
        assertThat(changed.getName()).isEqualTo("Phones");
        assertThat(changed.getAlert()).isEqualTo(SearchAlert.SEARCH_ALERT_OFF);

        DeleteSavedSearchRequest delete = DeleteSavedSearchRequest.newBuilder()
                .setSearchId(search.getId())
                .build();
        for (int i = 0; i < 2; i++) {
            Object unused =
                    catalog.call(buyer, SavedSearches.class, transport, searches -> searches.deleteSavedSearch(delete));
        }
        assertThat(list(buyer).getItemsList()).isEmpty();
    }

    @Test
    void ofAnotherCannotBeChanged() {
        SavedSearch search = save(People.buyer(), GALAXY, SearchAlert.SEARCH_ALERT_OFF);
        UpdateSavedSearchRequest request = UpdateSavedSearchRequest.newBuilder()
                .setSearchId(search.getId())
                .setName("Mine")
                .build();
        assertThatThrownBy(() -> update(People.buyer(), request))
                .isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refusal(refused))
                        .isEqualTo("saved_search.not_found"));
    }

    @Test
    void whatASearchCouldNotAskForIsRefusedByName() {
        CallContext buyer = People.buyer();
        SearchCriteria unknown = SearchCriteria.newBuilder().setCity("Atlantis").build();
        assertThatThrownBy(() -> save(buyer, unknown, SearchAlert.SEARCH_ALERT_OFF))
                .isInstanceOfSatisfying(
                        RpcException.class,
                        refused -> assertThat(refused.fields().get(0).pointer()).isEqualTo("/criteria/city"));
        assertThatThrownBy(() -> save(buyer, SearchCriteria.getDefaultInstance(), SearchAlert.SEARCH_ALERT_OFF))
                .isInstanceOf(RpcException.class);
    }

    @Test
    void oneSearchIsSavedOnceHoweverManyTryAtOnce() {
        CallContext buyer = People.buyer();
        CreateSavedSearchRequest request =
                CreateSavedSearchRequest.newBuilder().setCriteria(GALAXY).build();
        SavedSearches client = catalog.system().client(SavedSearches.class, Transport.BUS);
        List<Future<SavedSearch>> tries = catalog.system().as(buyer, () -> {
            List<Future<SavedSearch>> all = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                all.add(client.createSavedSearch(request));
            }
            return Future.join(all).otherwiseEmpty().map(all);
        });
        assertThat(tries.stream().filter(Future::succeeded)).hasSize(1);
        assertThat(list(buyer).getItemsList()).hasSize(1);
    }

    @Test
    void fiftyAreTheMost() {
        CallContext buyer = People.buyer();
        for (int i = 0; i < SavedSearchStore.MAX_A_USER; i++) {
            SavedSearch unused =
                    save(buyer, SearchCriteria.newBuilder().setQ("sofa " + i).build(), SearchAlert.SEARCH_ALERT_OFF);
        }
        assertThatThrownBy(() -> save(buyer, GALAXY, SearchAlert.SEARCH_ALERT_OFF))
                .isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refusal(refused))
                        .isEqualTo("saved_search.too_many"));
    }

    @Test
    void instantAlertTellsOfANewListingOnceAndOfNoOther() {
        CallContext both = People.seller();
        SavedSearch search = save(both, GALAXY, SearchAlert.SEARCH_ALERT_INSTANT);
        SavedSearch elsewhere =
                save(both, GALAXY.toBuilder().setCity("Delhi").build(), SearchAlert.SEARCH_ALERT_INSTANT);
        Listing own = catalog.publish(both);
        Listing listing = catalog.publish(People.seller());

        awaitNotices(search, 1);
        NoticeDue notice = notices(search).get(0);
        assertThat(notice.getUserId()).isEqualTo(both.requireSubject());
        assertThat(notice.getCount()).isEqualTo(1);
        assertThat(notice.getListingsList())
                .extracting(NoticeListing::getListingId)
                .containsExactly(listing.getId())
                .doesNotContain(own.getId());

        makeDue(search);
        awaitLooked(search);
        assertThat(notices(search)).hasSize(1);
        assertThat(notices(elsewhere)).isEmpty();
    }

    @Test
    void dailyAlertGathersWhatIsNewWhenItIsDue() {
        SavedSearch search = save(People.buyer(), GALAXY, SearchAlert.SEARCH_ALERT_DAILY);
        Listing first = catalog.publish(People.seller());
        Listing second = catalog.publish(People.seller());
        assertThat(notices(search)).isEmpty();
        makeDue(search);
        awaitNotices(search, 1);
        assertThat(notices(search).get(0).getListingsList())
                .extracting(NoticeListing::getListingId)
                .contains(first.getId(), second.getId());
    }

    @Test
    void severalNodesThatLookAtOnceTellOnce() {
        SavedSearch search = save(People.buyer(), GALAXY, SearchAlert.SEARCH_ALERT_WEEKLY);
        Listing unused = catalog.publish(People.seller());
        ReferenceData reference = ReferenceData.load();
        List<SearchAlerts> nodes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            nodes.add(new SearchAlerts(
                    catalog.system().vertx(),
                    catalog.db(),
                    new SavedSearchStore(catalog.db()),
                    new SearchRules(reference.categories(), reference.cities())));
        }
        for (int round = 0; round < 5; round++) {
            makeDue(search);
            nodes.forEach(SearchAlerts::look);
            awaitLooked(search);
        }
        nodes.forEach(node -> TestSystem.await(node.stop()));
        assertThat(notices(search)).hasSize(1);
    }

    @Test
    void whoSwitchesAlertsOnIsNotToldOfTheTimeBefore() {
        CallContext buyer = People.buyer();
        SavedSearch search = save(buyer, GALAXY, SearchAlert.SEARCH_ALERT_OFF);
        Listing unused = catalog.publish(People.seller());
        SavedSearch on = update(
                buyer,
                UpdateSavedSearchRequest.newBuilder()
                        .setSearchId(search.getId())
                        .setAlert(SearchAlert.SEARCH_ALERT_INSTANT)
                        .build());
        awaitLooked(on);
        assertThat(notices(search)).isEmpty();
    }

    @Test
    void theTokenOfAMailSwitchesItOffWithoutSigningIn() {
        CallContext buyer = People.buyer();
        SavedSearch search = save(buyer, GALAXY, SearchAlert.SEARCH_ALERT_INSTANT);
        Listing unused = catalog.publish(People.seller());
        awaitNotices(search, 1);
        String token = notices(search).get(0).getUnsubscribeToken();
        assertThatThrownBy(() -> unsubscribe("x" + token)).isInstanceOf(RpcException.class);
        unsubscribe(token);
        unsubscribe(token);
        assertThat(list(buyer).getItems(0).getAlert()).isEqualTo(SearchAlert.SEARCH_ALERT_OFF);
    }

    private void unsubscribe(String token) {
        UnsubscribeRequest request =
                UnsubscribeRequest.newBuilder().setToken(token).build();
        Object unused = catalog.call(CallContext.ANONYMOUS, SavedSearches.class, s -> s.unsubscribe(request));
    }

    @Test
    void goesWithItsOwner() {
        CallContext buyer = People.buyer();
        SavedSearch unused = save(buyer, GALAXY, SearchAlert.SEARCH_ALERT_DAILY);
        catalog.deliver(
                AccountErased.newBuilder().setUserId(buyer.requireSubject()).build());
        assertThat(list(buyer).getItemsList()).isEmpty();
    }
}
