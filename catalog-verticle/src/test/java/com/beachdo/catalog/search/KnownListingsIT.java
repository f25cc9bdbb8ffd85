package com.beachdo.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.CatalogSystem;
import com.beachdo.catalog.People;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.Search;
import com.beachdo.catalog.v1.SearchListingsRequest;
import com.beachdo.identity.v1.UserChanged;
import com.beachdo.platform.rpc.CallContext;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KnownListingsIT {
    private final CatalogSystem catalog = CatalogSystem.start();
    private final CallContext seller = People.seller();
    private final Listing listing = catalog.publish(seller);

    @AfterAll
    void stop() {
        catalog.close();
    }

    private List<Listing> found() {
        SearchListingsRequest request = SearchListingsRequest.newBuilder()
                .setSellerId(seller.requireSubject())
                .build();
        return catalog.call(People.anybody(), Search.class, search -> search.searchListings(request))
                .getItemsList();
    }

    private Listing foundOne() {
        List<Listing> found = found();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private void change(String what, Object... values) {
        Object[] arguments = new Object[values.length + 1];
        arguments[0] = UUID.fromString(listing.getId());
        System.arraycopy(values, 0, arguments, 1, values.length);
        catalog.sql("UPDATE listing SET " + what + " WHERE listing_id = $1", arguments);
    }

    @Test
    void isReadAgainOnlyInAnotherVersion() {
        String before = foundOne().getTitle();
        change("title = $2", "Read again");
        assertThat(foundOne().getTitle()).isEqualTo(before);
        change("version = version + 1");
        assertThat(foundOne().getTitle()).isEqualTo("Read again");
    }

    @Test
    void showsTheSellerAsTheyAreNow() {
        boolean verified = foundOne().getSeller().getVerified();
        UserChanged renamed = UserChanged.newBuilder()
                .setUserId(seller.requireSubject())
                .setName("Asha Rao")
                .setVerified(verified)
                .setSince(listing.getSeller().getSince().getSeconds())
                .build();
        catalog.deliver(renamed);
        assertThat(foundOne().getSeller().getName()).isEqualTo("Asha Rao");
        catalog.deliver(renamed.toBuilder().setVerified(!verified).build());
        assertThat(foundOne().getSeller().getVerified()).isEqualTo(!verified);
    }

    @Test
    void isNotFoundWhileItIsNotVisible() {
        assertThat(foundOne().getId()).isEqualTo(listing.getId());
        change("status = 'REMOVED'");
        assertThat(found()).isEmpty();
        change("status = 'ACTIVE'");
        assertThat(foundOne().getId()).isEqualTo(listing.getId());
    }
}
