package com.beachdo.catalog.quality;

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

/** What a look through a listing costs does not grow with their number. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QualityPlansIT {
    private final CatalogSystem catalog = CatalogSystem.start();

    @BeforeAll
    void fill() {
        for (int call = 0; call < 10; call++) {
            List<ImportedListing> listings = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                listings.add(Samples.imported("Sitar " + call + " " + i).build());
            }
            assertThat(catalog.importAll(listings)).isEqualTo(1_000);
        }
        RowSet<Row> unused = catalog.operate(
                "INSERT INTO listing_print (band, seller_id, listing_id, printed_at)"
                        + " SELECT hashtext(listing_id::text) % 2000 * band, gen_random_uuid(), listing_id, now()"
                        + " FROM listing, generate_series(1, 10) band",
                "INSERT INTO picture (picture_id, listing_id, status, content_type, size, thumb_key, medium_key,"
                        + " large_key, blurhash, perceptual_hash)"
                        + " SELECT gen_random_uuid(), listing_id, 'READY', 'image/jpeg', 1, 't', 'm', 'l', 'b',"
                        + " hashtextextended(listing_id::text, n) FROM listing, generate_series(1, 3) n",
                "UPDATE listing SET category_id = c.category_id FROM (SELECT category_id,"
                        + " row_number() OVER (ORDER BY category_id) AS place FROM category WHERE parent_id IS NOT NULL) c"
                        + " WHERE c.place = 1 + abs(hashtext(listing_id::text)) %"
                        + " (SELECT count(*) FROM category WHERE parent_id IS NOT NULL)",
                "ANALYZE listing_print",
                "ANALYZE picture",
                "ANALYZE listing");
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
    void likeTextsAreFoundByTheirBands() {
        assertThat(plan(LikeListings.TEXTS))
                .contains("listing_print_band_seller_id_listing_id_pkey", "listing_listing_id_pkey")
                .doesNotContain("Seq Scan");
    }

    @Test
    void whatHasNoPrintsIsLookedForAlongTheIds() {
        assertThat(plan(PrintCatchUp.NEXT))
                .contains("Index Scan using listing_listing_id_pkey", "listing_print_listing_id_idx")
                .doesNotContain("Seq Scan");
    }

    @Test
    void likePicturesAreFoundByAQuarterOfTheirHash() {
        assertThat(plan(LikeListings.PICTURES))
                .contains(
                        "picture_perceptual_hash_1_idx",
                        "picture_perceptual_hash_2_idx",
                        "picture_perceptual_hash_3_idx",
                        "picture_perceptual_hash_4_idx",
                        "listing_listing_id_pkey")
                .doesNotContain("Seq Scan");
    }

    @Test
    void pricesAreThoseOfTheLatestListings() {
        assertThat(plan(UnusualPrice.SPREAD))
                .contains("listing_category_id_published_at_idx")
                .doesNotContain("Seq Scan", "Bitmap");
    }
}
