package com.beachdo.catalog;

import com.beachdo.catalog.boosts.BoostsRpc;
import com.beachdo.catalog.boosts.Promotions;
import com.beachdo.catalog.pictures.PicturesModule;
import com.beachdo.catalog.reference.ReferenceData;
import com.beachdo.catalog.search.SearchRpc;
import com.beachdo.catalog.statistics.StatisticsRpc;
import com.beachdo.catalog.statistics.StatisticsStore;
import com.beachdo.catalog.statistics.Visits;
import com.beachdo.catalog.v1.Boosts;
import com.beachdo.catalog.v1.Contacts;
import com.beachdo.catalog.v1.Import;
import com.beachdo.catalog.v1.ListingReview;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.Privacy;
import com.beachdo.catalog.v1.SavedListings;
import com.beachdo.catalog.v1.Search;
import com.beachdo.catalog.v1.Statistics;
import com.beachdo.chat.v1.RoomOpened;
import com.beachdo.identity.v1.AccountErased;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.UserChanged;
import com.beachdo.identity.v1.UserStatusChanged;
import com.beachdo.moderation.v1.AccountRestricted;
import com.beachdo.moderation.v1.ContentRemoved;
import com.beachdo.moderation.v1.DecisionOverturned;
import com.beachdo.platform.Domain;
import com.beachdo.platform.DomainVerticle;
import com.beachdo.platform.config.PlatformConfig;
import com.beachdo.platform.db.Db;
import io.vertx.core.Future;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The catalog: wires its parts and serves its contracts. */
public final class CatalogVerticle extends DomainVerticle {
    private static final long WRITE_VISITS_MILLIS = 2_000;
    private static final long FORGET_VISITS_MILLIS = 600_000;

    private final CatalogConfig config;
    private @Nullable PicturesModule pictures;
    private @Nullable Visits visits;

    public CatalogVerticle(PlatformConfig platform, CatalogConfig config) {
        super("catalog", platform);
        this.config = config;
    }

    @Override
    protected Future<?> start(Domain domain) {
        ReferenceData reference = ReferenceData.load();
        return reference.store(domain.db()).map(ignored -> {
            serve(domain, reference);
            PicturesModule started = PicturesModule.start(domain, config.pictures());
            pictures = started;
            PersonalDataStore data = new PersonalDataStore(domain.db(), started);
            domain.serve(Privacy.class, new PrivacyRpc(data));
            domain.on(AccountErased.getDefaultInstance(), data::forget);
            return started;
        });
    }

    @Override
    protected Future<?> stop(Domain domain) {
        Future<?> written = visits == null ? Future.succeededFuture() : visits.write();
        return written.transform(ignored -> pictures == null ? Future.succeededFuture() : pictures.close());
    }

    /** Succeeds when the object store answers. */
    public Future<?> probeStore() {
        return pictures == null ? Future.failedFuture("not started") : pictures.probe();
    }

    private void serve(Domain domain, ReferenceData reference) {
        Db db = domain.db();
        ListingRow rows = new ListingRow(new ListingImages(config.pictures().mediaUrl()));
        ListingStore listings = new ListingStore(db, rows, reference.categories());
        ListingLists lists = new ListingLists(db, rows);
        SellerStore sellers = new SellerStore(db, domain.serviceClient(Accounts.class));
        ContentRules rules = new ContentRules(reference.categories(), reference.cities());
        ReviewRpc review = new ReviewRpc(db, listings, lists);
        Promotions promotions = new Promotions(db, rows);
        StatisticsStore statistics = new StatisticsStore(db);
        domain.serve(Listings.class, new ListingsRpc(db, listings, lists, sellers, rules, count(db)));
        domain.serve(Search.class, new SearchRpc(db, rows, promotions, reference.categories(), reference.cities()));
        domain.serve(Boosts.class, new BoostsRpc(db, promotions));
        domain.serve(Statistics.class, new StatisticsRpc(db, statistics));
        domain.serve(Contacts.class, new ContactsRpc(db, listings, domain.serviceClient(Accounts.class)));
        domain.serve(SavedListings.class, new SavedListingsRpc(new SavedListingStore(db, rows)));
        domain.serve(ListingReview.class, review);
        domain.serve(Import.class, new ImportRpc(db, new ImportStore(), rules));
        domain.on(
                RoomOpened.getDefaultInstance(),
                (tx, opened) -> statistics.chatOpened(tx, UUID.fromString(opened.getListingId())));
        domain.on(UserChanged.getDefaultInstance(), sellers::changed);
        domain.on(AccountRestricted.getDefaultInstance(), sellers::restricted);
        domain.on(UserStatusChanged.getDefaultInstance(), sellers::statusChanged);
        domain.on(ContentRemoved.getDefaultInstance(), review::removed);
        domain.on(DecisionOverturned.getDefaultInstance(), review::overturned);
    }

    /** Visits are written every few seconds, and what was kept to count once is dropped every few minutes. */
    private Visits count(Db db) {
        Visits counting = new Visits(db);
        long unused = vertx.setPeriodic(WRITE_VISITS_MILLIS, ignored -> counting.write());
        long unusedToo = vertx.setPeriodic(FORGET_VISITS_MILLIS, ignored -> counting.forget());
        visits = counting;
        return counting;
    }
}
