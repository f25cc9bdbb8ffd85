package com.beachdo.catalog.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.CatalogSystem;
import com.beachdo.catalog.Samples;
import com.beachdo.catalog.v1.ImportedListing;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListingFeedPlansIT {
    private static final int CALLS = 10;

    private final CatalogSystem catalog = CatalogSystem.start();

    @BeforeAll
    void fill() {
        for (int call = 0; call < CALLS; call++) {
            List<ImportedListing> listings = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                listings.add(Samples.imported("Sitar " + call + " " + i).build());
            }
            assertThat(catalog.importAll(listings)).isEqualTo(1_000);
        }
        RowSet<Row> unused = catalog.operate(
                "UPDATE listing_feed f SET position = n.place FROM"
                        + " (SELECT listing_id, row_number() OVER (ORDER BY listing_id) AS place FROM listing_feed) n"
                        + " WHERE f.listing_id = n.listing_id AND n.place <= 9990",
                "VACUUM ANALYZE listing_feed",
                "ANALYZE listing",
                "ANALYZE seller");
    }

    @AfterAll
    void stop() {
        catalog.close();
    }

    /** What PostgreSQL would do without knowing the values. */
    private String plan(String statement) {
        StringBuilder plan = new StringBuilder();
        for (Row row : catalog.operate("EXPLAIN (GENERIC_PLAN, COSTS OFF) " + statement)) {
            plan.append(row.getString(0)).append('\n');
        }
        return plan.toString();
    }

    @Test
    void pagesAreReadAlongThePosition() {
        assertThat(plan(ListingFeedStore.AFTER))
                .contains("Index Scan using listing_feed_position_key", "listing_listing_id_pkey")
                .doesNotContain("Seq Scan on listing");
    }

    @Test
    void onlyWhatHasNoPositionIsLookedAtToNumberIt() {
        assertThat(plan(ListingFeedStore.NUMBER))
                .contains("listing_feed_changed_at_listing_id_idx")
                .doesNotContain("Seq Scan on listing_feed f", "Seq Scan on listing l");
        assertThat(plan(ListingFeedStore.EXPIRE))
                .contains("listing_expires_at_idx")
                .doesNotContain("Seq Scan on listing l");
    }
}
