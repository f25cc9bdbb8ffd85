package com.beachdo.catalog.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.CatalogSystem;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SellerReviewPlansIT {
    private final CatalogSystem catalog = CatalogSystem.start();

    /** Four sellers with five thousand listings each, of which every one is reviewed by one of four. */
    @BeforeAll
    void fill() {
        RowSet<Row> unused = catalog.operate(
                """
                INSERT INTO seller (seller_id, name, since)
                SELECT ('01890000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Asha', now()
                FROM generate_series(1, 8) n
                """,
                """
                INSERT INTO listing (listing_id, seller_id, status, title, description, price_amount, category_id,
                    parent_category_id, category_name, city, state, lat, lon)
                SELECT ('01890000-0000-7000-9000-' || lpad(n::text, 12, '0'))::uuid,
                    ('01890000-0000-7000-8000-' || lpad((n % 4 + 1)::text, 12, '0'))::uuid, 'DRAFT', 'Sitar', '', 1,
                    'musical-instruments', 'hobbies', 'Musical Instruments', 'Pune', 'Maharashtra', 18, 73
                FROM generate_series(1, 20000) n
                """,
                """
                INSERT INTO seller_review (review_id, listing_id, seller_id, author_id, stars, body, basis)
                SELECT gen_random_uuid(), listing_id, seller_id,
                    ('01890000-0000-7000-8000-' || lpad((5 + n / 4 % 4)::text, 12, '0'))::uuid, 5, 'Well', 'CONVERSATION'
                FROM (SELECT listing_id, seller_id, row_number() OVER () AS n FROM listing) l
                """,
                "ANALYZE seller_review",
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
    void listsFollowTheirIndexAndSortNothing() {
        assertThat(plan(SellerReviewStore.OF_SELLER))
                .contains("Index Scan using seller_review_seller_id_review_id_idx")
                .doesNotContain("Seq Scan on seller_review", "Seq Scan on listing");
        assertThat(plan(SellerReviewStore.OF_AUTHOR))
                .contains("Index Scan using seller_review_author_id_review_id_idx")
                .doesNotContain("Seq Scan on seller_review", "Seq Scan on listing");
    }
}
