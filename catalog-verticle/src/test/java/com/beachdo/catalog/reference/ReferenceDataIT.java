package com.beachdo.catalog.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.CatalogSystem;
import com.beachdo.catalog.Samples;
import com.beachdo.catalog.v1.ImportedListing;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestSystem;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReferenceDataIT {
    private final CatalogSystem catalog = CatalogSystem.start();

    @AfterAll
    void stop() {
        catalog.close();
    }

    private long number(String sql, Object... arguments) {
        return TestSystem.await(catalog.db().query(sql, arguments))
                .iterator()
                .next()
                .getLong(0);
    }

    private void store() {
        Object unused = TestSystem.await(ReferenceData.load().store(catalog.db()));
    }

    @Test
    void isInTheTablesAfterTheStart() {
        assertThat(number("SELECT count(*) FROM category")).isEqualTo(40);
        assertThat(number("SELECT count(*) FROM city")).isEqualTo(200);
    }

    @Test
    void isNotWrittenAgainWhenNothingChanged() {
        catalog.sql("UPDATE city SET state = 'Elsewhere' WHERE name = 'Pune'");
        store();
        assertThat(number("SELECT count(*) FROM city WHERE state = 'Elsewhere'"))
                .isEqualTo(1);
        catalog.sql("UPDATE reference_data SET content_hash = 'old'");
        store();
        assertThat(number("SELECT count(*) FROM city WHERE state = 'Elsewhere'"))
                .isZero();
    }

    @Test
    void renewsWhatListingsCopied() {
        ImportedListing guitar = Samples.imported("Guitar").build();
        assertThat(catalog.importAll(List.of(guitar))).isEqualTo(1);
        catalog.sql("UPDATE listing SET category_name = 'Noise', parent_category_id = 'books'");
        catalog.sql("UPDATE reference_data SET content_hash = 'old'");
        store();
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(number(
                        """
                        SELECT count(*) FROM listing
                        WHERE listing_id = $1 AND category_name = 'Musical Instruments'
                          AND parent_category_id = 'hobbies'
                        """,
                        UUID.fromString(guitar.getId())))
                .isEqualTo(1));
    }

    @Test
    void leavesWhatAnAdministratorChanged() {
        catalog.sql("UPDATE category SET name = 'Novels', administered = true WHERE category_id = 'books'");
        catalog.sql("UPDATE category SET name = 'Noise' WHERE category_id = 'musical-instruments'");
        catalog.sql("UPDATE reference_data SET content_hash = 'old'");
        store();
        assertThat(number("SELECT count(*) FROM category WHERE name = 'Novels'"))
                .isEqualTo(1);
        assertThat(number("SELECT count(*) FROM category WHERE name = 'Noise'")).isZero();
    }
}
