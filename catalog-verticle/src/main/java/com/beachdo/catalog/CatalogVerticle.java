package com.beachdo.catalog;

import com.beachdo.catalog.pictures.PicturesModule;
import com.beachdo.catalog.reference.ReferenceData;
import com.beachdo.catalog.search.SearchRpc;
import com.beachdo.catalog.v1.Import;
import com.beachdo.catalog.v1.ListingReview;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.Privacy;
import com.beachdo.catalog.v1.SavedListings;
import com.beachdo.catalog.v1.Search;
import com.beachdo.identity.v1.AccountErased;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.UserChanged;
import com.beachdo.identity.v1.UserStatusChanged;
import com.beachdo.moderation.v1.AccountRestricted;
import com.beachdo.moderation.v1.ContentRemoved;
import com.beachdo.platform.Domain;
import com.beachdo.platform.DomainVerticle;
import com.beachdo.platform.config.PlatformConfig;
import com.beachdo.platform.db.Db;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** The catalog: wires its parts and serves its contracts. */
public final class CatalogVerticle extends DomainVerticle {
    private final CatalogConfig config;
    private @Nullable PicturesModule pictures;

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
        return pictures == null ? Future.succeededFuture() : pictures.close();
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
        domain.serve(Listings.class, new ListingsRpc(db, listings, lists, sellers, rules));
        domain.serve(Search.class, new SearchRpc(db, rows, reference.categories(), reference.cities()));
        domain.serve(SavedListings.class, new SavedListingsRpc(new SavedListingStore(db, rows)));
        domain.serve(ListingReview.class, review);
        domain.serve(Import.class, new ImportRpc(db, new ImportStore(), rules));
        domain.on(UserChanged.getDefaultInstance(), sellers::changed);
        domain.on(AccountRestricted.getDefaultInstance(), sellers::restricted);
        domain.on(UserStatusChanged.getDefaultInstance(), sellers::statusChanged);
        domain.on(ContentRemoved.getDefaultInstance(), review::removed);
    }
}
