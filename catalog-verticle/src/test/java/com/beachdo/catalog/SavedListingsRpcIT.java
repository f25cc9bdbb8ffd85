package com.beachdo.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.catalog.v1.ListListingsReply;
import com.beachdo.catalog.v1.ListSavedRequest;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.SaveListingRequest;
import com.beachdo.catalog.v1.SavedListings;
import com.beachdo.catalog.v1.UnsaveListingRequest;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Transport;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SavedListingsRpcIT {
    private final CatalogSystem catalog = CatalogSystem.start();

    @AfterAll
    void stop() {
        catalog.close();
    }

    private void save(CallContext buyer, String id, Transport transport) {
        SaveListingRequest request =
                SaveListingRequest.newBuilder().setListingId(id).build();
        Object unused = catalog.call(buyer, SavedListings.class, transport, listings -> listings.saveListing(request));
    }

    private void unsave(CallContext buyer, String id, Transport transport) {
        UnsaveListingRequest request =
                UnsaveListingRequest.newBuilder().setListingId(id).build();
        Object unused =
                catalog.call(buyer, SavedListings.class, transport, listings -> listings.unsaveListing(request));
    }

    private ListListingsReply saved(CallContext buyer, int limit, String cursor) {
        ListSavedRequest request =
                ListSavedRequest.newBuilder().setLimit(limit).setCursor(cursor).build();
        return catalog.call(buyer, SavedListings.class, listings -> listings.listSaved(request));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void savesAndForgetsHoweverOften(Transport transport) {
        Listing live = catalog.publish(People.seller());
        CallContext buyer = People.buyer();
        save(buyer, live.getId(), transport);
        save(buyer, live.getId(), transport);
        assertThat(saved(buyer, 20, "").getItemsList()).containsExactly(live);
        unsave(buyer, live.getId(), transport);
        unsave(buyer, live.getId(), transport);
        assertThat(saved(buyer, 20, "").getItemsList()).isEmpty();
    }

    @Test
    void listsLastSavedFirstPageByPage() {
        Listing first = catalog.publish(People.seller());
        Listing second = catalog.publish(People.seller());
        Listing third = catalog.publish(People.seller());
        CallContext buyer = People.buyer();
        for (Listing listing : new Listing[] {second, first, third}) {
            save(buyer, listing.getId(), Transport.BUS);
        }
        ListListingsReply page = saved(buyer, 2, "");
        assertThat(page.getItemsList()).containsExactly(third, first);
        ListListingsReply rest = saved(buyer, 2, page.getNextCursor());
        assertThat(rest.getItemsList()).containsExactly(second);
        assertThat(rest.hasNextCursor()).isFalse();
    }

    @Test
    void savesOnlyWhatIsVisible() {
        Listing draft = catalog.create(People.seller(), Samples.phone());
        for (String id : new String[] {draft.getId(), Ids.next().toString()}) {
            assertThatThrownBy(() -> save(People.buyer(), id, Transport.BUS))
                    .isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.code())
                            .isEqualTo("listing.not_found"));
        }
    }

    @Test
    void keepsWhatIsHiddenForAWhileWithoutShowingIt() {
        Listing live = catalog.publish(People.seller());
        CallContext buyer = People.buyer();
        save(buyer, live.getId(), Transport.BUS);
        UUID id = UUID.fromString(live.getId());
        catalog.sql("UPDATE listing SET status = 'PENDING_REVIEW' WHERE listing_id = $1", id);
        assertThat(saved(buyer, 20, "").getItemsList()).isEmpty();
        save(buyer, live.getId(), Transport.BUS);
        catalog.sql("UPDATE listing SET status = 'ACTIVE' WHERE listing_id = $1", id);
        assertThat(saved(buyer, 20, "").getItemsList()).containsExactly(live);
    }
}
