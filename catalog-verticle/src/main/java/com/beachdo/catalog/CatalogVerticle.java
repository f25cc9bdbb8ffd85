package com.beachdo.catalog;

import com.beachdo.catalog.boosts.BoostPackagesRpc;
import com.beachdo.catalog.boosts.BoostsRpc;
import com.beachdo.catalog.boosts.Promotions;
import com.beachdo.catalog.feed.ListingFeedRpc;
import com.beachdo.catalog.offers.OffersRpc;
import com.beachdo.catalog.pictures.PicturesModule;
import com.beachdo.catalog.quality.KnownPicturesRpc;
import com.beachdo.catalog.quality.ListingChecks;
import com.beachdo.catalog.quality.PrintCatchUp;
import com.beachdo.catalog.reference.CategoryAdministrationRpc;
import com.beachdo.catalog.reference.CategoryStore;
import com.beachdo.catalog.reference.CategoryWatch;
import com.beachdo.catalog.reference.ReferenceData;
import com.beachdo.catalog.reviews.SellerReviewStore;
import com.beachdo.catalog.reviews.SellerReviewsRpc;
import com.beachdo.catalog.search.SavedSearchesModule;
import com.beachdo.catalog.search.SearchRpc;
import com.beachdo.catalog.statistics.StatisticsRpc;
import com.beachdo.catalog.statistics.StatisticsStore;
import com.beachdo.catalog.statistics.Visits;
import com.beachdo.catalog.v1.AutoRenewals;
import com.beachdo.catalog.v1.BoostPackages;
import com.beachdo.catalog.v1.Boosts;
import com.beachdo.catalog.v1.CategoriesChanged;
import com.beachdo.catalog.v1.CategoryAdministration;
import com.beachdo.catalog.v1.Contacts;
import com.beachdo.catalog.v1.Import;
import com.beachdo.catalog.v1.KnownPictures;
import com.beachdo.catalog.v1.ListingCheckDue;
import com.beachdo.catalog.v1.ListingFeed;
import com.beachdo.catalog.v1.ListingReview;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.Offers;
import com.beachdo.catalog.v1.PriceDropped;
import com.beachdo.catalog.v1.Privacy;
import com.beachdo.catalog.v1.ReviewPolicies;
import com.beachdo.catalog.v1.SavedListings;
import com.beachdo.catalog.v1.Search;
import com.beachdo.catalog.v1.SellerReviews;
import com.beachdo.catalog.v1.Statistics;
import com.beachdo.chat.v1.RoomOpened;
import com.beachdo.chat.v1.Rooms;
import com.beachdo.identity.v1.AccountErased;
import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.Factors;
import com.beachdo.identity.v1.UserChanged;
import com.beachdo.identity.v1.UserStatusChanged;
import com.beachdo.moderation.v1.AccountRestricted;
import com.beachdo.moderation.v1.ContentRemoved;
import com.beachdo.moderation.v1.DecisionOverturned;
import com.beachdo.moderation.v1.RestrictionsChanged;
import com.beachdo.moderation.v1.TargetType;
import com.beachdo.platform.Domain;
import com.beachdo.platform.DomainVerticle;
import com.beachdo.platform.auth.StepUp;
import com.beachdo.platform.config.PlatformConfig;
import com.beachdo.platform.db.Db;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The catalog: wires its parts and serves its contracts. */
public final class CatalogVerticle extends DomainVerticle {
    private static final long WRITE_VISITS_MILLIS = 2_000;
    private static final long FORGET_VISITS_MILLIS = 600_000;

    private final CatalogConfig config;
    private @Nullable PicturesModule pictures;
    private @Nullable Visits visits;
    private final List<Supplier<Future<Void>>> closing = new ArrayList<>();

    public CatalogVerticle(PlatformConfig platform, CatalogConfig config) {
        super("catalog", platform);
        this.config = config;
    }

    @Override
    protected Future<?> start(Domain domain) {
        ReferenceData reference = ReferenceData.load();
        return reference
                .store(domain.db())
                .compose(ignored -> CategoryWatch.start(vertx, domain.db(), reference.categories()))
                .map(watch -> {
                    closing.add(watch::stop);
                    domain.serve(CategoryAdministration.class, new CategoryAdministrationRpc(domain.db(), watch));
                    domain.on(CategoriesChanged.getDefaultInstance(), CategoryStore::renewCopies);
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
        return written.eventually(
                        () -> Future.join(closing.stream().map(Supplier::get).toList()))
                .transform(ignored -> pictures == null ? Future.succeededFuture() : pictures.close());
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
        RevisionStore revisions = new RevisionStore(db, rows);
        ReviewRpc review = new ReviewRpc(db, listings, lists, revisions);
        Promotions promotions = new Promotions(db, rows);
        StatisticsStore statistics = new StatisticsStore(db);
        domain.serve(Listings.class, new ListingsRpc(db, listings, lists, revisions, sellers, rules, count(domain)));
        domain.serve(Search.class, new SearchRpc(db, rows, promotions, reference.categories(), reference.cities()));
        serveNotices(domain, reference);
        domain.serve(AutoRenewals.class, new AutoRenewalsRpc(db, listings));
        PrintCatchUp prints = new PrintCatchUp(vertx, db);
        prints.start();
        closing.add(prints::stop);
        SelfRenewals renewals = new SelfRenewals(vertx, db, listings);
        renewals.start();
        closing.add(renewals::stop);
        domain.serve(Boosts.class, new BoostsRpc(db, promotions));
        domain.serve(Offers.class, new OffersRpc(db));
        domain.serve(Statistics.class, new StatisticsRpc(db, statistics));
        domain.serve(Contacts.class, new ContactsRpc(db, listings, domain.serviceClient(Accounts.class)));
        SellerReviewStore sellerReviews = new SellerReviewStore(db);
        domain.serve(
                SellerReviews.class,
                new SellerReviewsRpc(db, sellerReviews, domain.serviceClient(Rooms.class), sellers::require));
        domain.serve(SavedListings.class, new SavedListingsRpc(new SavedListingStore(db, rows)));
        domain.serve(ListingFeed.class, new ListingFeedRpc(db, rows));
        domain.serve(ListingReview.class, review);
        StepUp stepUp = new StepUp(domain.serviceClient(Factors.class));
        domain.serve(BoostPackages.class, new BoostPackagesRpc(db, stepUp));
        domain.serve(ReviewPolicies.class, new ReviewPoliciesRpc(db, reference.categories(), stepUp));
        domain.serve(KnownPictures.class, new KnownPicturesRpc(db));
        domain.serve(Import.class, new ImportRpc(db, new ImportStore(), rules));
        domain.on(
                RoomOpened.getDefaultInstance(),
                (tx, opened) -> statistics.chatOpened(tx, UUID.fromString(opened.getListingId())));
        domain.on(PriceDropped.getDefaultInstance(), new Prices(db)::dropped);
        domain.on(ListingCheckDue.getDefaultInstance(), new ListingChecks(revisions::owned)::check);
        domain.on(UserChanged.getDefaultInstance(), sellers::changed);
        domain.on(AccountRestricted.getDefaultInstance(), sellers::restricted);
        domain.on(UserStatusChanged.getDefaultInstance(), sellers::statusChanged);
        domain.on(RestrictionsChanged.getDefaultInstance(), Restrictions::changed);
        domain.on(
                ContentRemoved.getDefaultInstance(),
                (tx, decision) -> decision.getTargetType() == TargetType.TARGET_TYPE_REVIEW
                        ? sellerReviews
                                .removed(tx, decision)
                                .compose(done -> Restrictions.carriedOut(tx, decision.getDecisionId()))
                        : review.removed(tx, decision));
        domain.on(DecisionOverturned.getDefaultInstance(), (tx, overturned) -> review.overturned(tx, overturned)
                .compose(ignored -> sellerReviews.overturned(tx, overturned)));
    }

    /** What tells people something of listings by itself. */
    private void serveNotices(Domain domain, ReferenceData reference) {
        SavedSearchesModule started = SavedSearchesModule.start(domain, reference);
        closing.add(started::stop);
        ExpiryWarnings warnings = new ExpiryWarnings(vertx, domain.db());
        warnings.start();
        closing.add(warnings::stop);
    }

    /** Visits are written every few seconds, and what was kept to count once is dropped every few minutes. */
    private Visits count(Domain domain) {
        Visits counting = new Visits(domain.db(), domain.config().secretKey().derive("visitors of listings"));
        long unused = vertx.setPeriodic(WRITE_VISITS_MILLIS, ignored -> counting.write());
        long unusedToo = vertx.setPeriodic(FORGET_VISITS_MILLIS, ignored -> counting.forget());
        visits = counting;
        return counting;
    }
}
