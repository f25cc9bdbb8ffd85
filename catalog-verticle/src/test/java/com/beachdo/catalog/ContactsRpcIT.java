package com.beachdo.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.catalog.v1.Contacts;
import com.beachdo.catalog.v1.GetListingStatisticsRequest;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.RevealContactRequest;
import com.beachdo.catalog.v1.Statistics;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Transport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContactsRpcIT {
    private final CatalogSystem catalog = CatalogSystem.start();

    @AfterAll
    void stop() {
        catalog.close();
    }

    private String reveal(CallContext caller, Listing listing, Transport transport) {
        RevealContactRequest request =
                RevealContactRequest.newBuilder().setListingId(listing.getId()).build();
        return catalog.call(caller, Contacts.class, transport, contacts -> contacts.revealContact(request))
                .getPhone();
    }

    private void refuses(String code, CallContext caller, Listing listing) {
        assertThatThrownBy(() -> reveal(caller, listing, Transport.BUS))
                .isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.code())
                        .isEqualTo(code));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aPhoneThatItsSellerShowsIsRevealedAndCountedOnceACallerAndDay(Transport transport) {
        CallContext seller = People.seller();
        catalog.accounts().showPhone(String.valueOf(seller.subject()), "+919800000017");
        Listing listing = catalog.publish(seller);
        CallContext buyer = People.buyer();
        assertThat(reveal(buyer, listing, transport)).isEqualTo("+919800000017");
        assertThat(reveal(buyer, listing, transport)).isEqualTo("+919800000017");
        assertThat(reveal(People.buyer(), listing, transport)).isEqualTo("+919800000017");
        GetListingStatisticsRequest request = GetListingStatisticsRequest.newBuilder()
                .setListingId(listing.getId())
                .build();
        assertThat(catalog.call(seller, Statistics.class, statistics -> statistics.getListingStatistics(request))
                        .getTotal()
                        .getContacts())
                .isEqualTo(2);
    }

    @Test
    void aSellerWhoDoesNotShowItIsNotRevealed() {
        refuses("contact.not_allowed", People.buyer(), catalog.publish(People.seller()));
    }

    @Test
    void whatNobodySeesHasNoContact() {
        CallContext seller = People.seller();
        catalog.accounts().showPhone(String.valueOf(seller.subject()), "+919800000018");
        Listing draft = catalog.create(seller, Samples.phone());
        refuses("listing.not_found", People.buyer(), draft);
        refuses("contact.own_listing", seller, catalog.publish(seller));
    }
}
