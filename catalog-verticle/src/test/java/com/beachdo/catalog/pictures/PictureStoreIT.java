package com.beachdo.catalog.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.People;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.testing.TestSystem;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PictureStoreIT {
    private static final Publication PUBLICATION =
            new Publication(Map.of(Rendition.THUMB, "t", Rendition.MEDIUM, "m", Rendition.LARGE, "l"), "hash", 5L);

    @Test
    void onlyThePresentAttemptHasASay() {
        try (PicturesSystem system = PicturesSystem.start()) {
            CallContext seller = People.seller();
            String listing =
                    system.listing(seller, ListingStatus.LISTING_STATUS_DRAFT).getId();
            UUID id = UUID.fromString(
                    system.create(seller, listing, "image/jpeg", 1000).getImageId());
            PictureStore store = new PictureStore(system.db());

            Picture first = run(system.db(), tx -> store.begin(tx, id)).orElseThrow();
            assertThat(run(system.db(), tx -> store.begin(tx, id))).isEmpty();
            system.sql("UPDATE picture SET processing_since = now() - interval '31 seconds'");
            Picture second = run(system.db(), tx -> store.begin(tx, id)).orElseThrow();

            assertThat(run(system.db(), tx -> store.publish(tx, first, PUBLICATION)))
                    .isEmpty();
            assertThat(run(system.db(), tx -> store.fail(tx, first, PictureFailure.ANIMATED)))
                    .isEmpty();
            assertThat(run(system.db(), tx -> store.giveUp(tx, first))).isEmpty();
            Picture ready = run(system.db(), tx -> store.publish(tx, second, PUBLICATION))
                    .orElseThrow();
            assertThat(ready.status()).isEqualTo(PictureStatus.READY);
            assertThat(ready.mediaKeys()).containsExactly("t", "m", "l");
            assertThat(run(system.db(), tx -> store.giveUp(tx, second))).isEmpty();
        }
    }

    private static Optional<Picture> run(Db db, Function<Tx, Future<Optional<Picture>>> work) {
        return TestSystem.await(db.transaction(work));
    }
}
