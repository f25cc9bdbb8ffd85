package com.beachdo.catalog.search;

import com.beachdo.catalog.reference.ReferenceData;
import com.beachdo.catalog.v1.ListingPublished;
import com.beachdo.catalog.v1.SavedSearches;
import com.beachdo.platform.Domain;
import io.vertx.core.Future;
import java.util.UUID;

/** Saved searches, wired: their contract and the alerts. */
public final class SavedSearchesModule {
    private final SearchAlerts alerts;

    private SavedSearchesModule(SearchAlerts alerts) {
        this.alerts = alerts;
    }

    public static SavedSearchesModule start(Domain domain, ReferenceData reference) {
        SearchRules rules = new SearchRules(reference.categories(), reference.cities());
        SavedSearchStore store = new SavedSearchStore(domain.db());
        domain.serve(SavedSearches.class, new SavedSearchesRpc(domain.db(), store, rules));
        SearchAlerts alerts = new SearchAlerts(domain.vertx(), domain.db(), store, rules);
        domain.on(ListingPublished.getDefaultInstance(), (tx, published) -> {
            tx.afterCommit(alerts::look);
            return store.wake(tx, UUID.fromString(published.getListingId()));
        });
        alerts.start();
        return new SavedSearchesModule(alerts);
    }

    public Future<Void> stop() {
        return alerts.stop();
    }
}
