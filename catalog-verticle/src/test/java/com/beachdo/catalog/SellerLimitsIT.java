package com.beachdo.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.catalog.v1.Listing;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SellerLimitsIT {
    private final CatalogSystem catalog = CatalogSystem.start();

    @AfterAll
    void stop() {
        catalog.close();
    }

    /** So many more listings like this one. */
    private void multiply(Listing listing, String status, int times, String age) {
        catalog.sql(
                """
                INSERT INTO listing (listing_id, seller_id, status, title, description, price_amount, category_id,
                    parent_category_id, category_name, city, state, lat, lon, created_at, published_at, expires_at)
                SELECT gen_random_uuid(), seller_id, $2, title, description, price_amount, category_id,
                    parent_category_id, category_name, city, state, lat, lon, now() - $4::text::interval, now(),
                    now() + interval '9 days'
                FROM listing, generate_series(1, $3) WHERE listing_id = $1
                """,
                UUID.fromString(listing.getId()),
                status,
                times,
                age);
    }

    private void seller(CallContext seller, String since, boolean verified) {
        catalog.sql(
                "UPDATE seller SET since = now() - $2::text::interval, verified = $3 WHERE seller_id = $1",
                UUID.fromString(seller.requireSubject()),
                since,
                verified);
    }

    private static void assertRefused(ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RpcException.class, refused -> assertThat(refused.code())
                .isEqualTo(code));
    }

    @Test
    void aHundredDraftsAreEnough() {
        CallContext seller = People.seller();
        Listing draft = catalog.create(seller, Samples.phone());
        multiply(draft, "DRAFT", SellerLimits.DRAFTS - 1, "3 days");
        assertRefused(() -> catalog.create(seller, Samples.phone()), "listing.too_many_drafts");
    }

    @Test
    void aDayHasItsLimitWhichGrowsWithAgeAndProof() {
        CallContext seller = People.seller();
        Listing draft = catalog.create(seller, Samples.phone());
        multiply(draft, "WITHDRAWN", 99, "1 hour");
        seller(seller, "1 day", false);
        assertRefused(() -> catalog.create(seller, Samples.phone()), "listing.too_many_today");
        seller(seller, "8 days", false);
        Listing unused = catalog.create(seller, Samples.phone());
        multiply(draft, "WITHDRAWN", 99, "1 hour");
        assertRefused(() -> catalog.create(seller, Samples.phone()), "listing.too_many_today");
        seller(seller, "8 days", true);
        Listing unusedToo = catalog.create(seller, Samples.phone());
    }

    @Test
    void whatIsOnSaleHasItsLimit() {
        CallContext seller = People.seller();
        Listing draft = catalog.create(seller, Samples.phone());
        multiply(draft, "ACTIVE", 100, "3 days");
        seller(seller, "1 day", false);
        assertRefused(() -> catalog.submit(seller, draft), "listing.too_many_on_sale");
        seller(seller, "8 days", false);
        Listing unused = catalog.submit(seller, draft);
    }
}
