package com.beachdo.catalog.search;

import com.beachdo.catalog.ListingPage;
import com.beachdo.catalog.PlainText;
import com.beachdo.catalog.v1.CreateSavedSearchRequest;
import com.beachdo.catalog.v1.DeleteSavedSearchRequest;
import com.beachdo.catalog.v1.ListSavedSearchesReply;
import com.beachdo.catalog.v1.ListSavedSearchesRequest;
import com.beachdo.catalog.v1.SavedSearch;
import com.beachdo.catalog.v1.SavedSearches;
import com.beachdo.catalog.v1.SearchAlert;
import com.beachdo.catalog.v1.SearchCriteria;
import com.beachdo.catalog.v1.UnsubscribeRequest;
import com.beachdo.catalog.v1.UpdateSavedSearchRequest;
import com.beachdo.common.v1.Empty;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.FieldError;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The contract of saved searches. */
final class SavedSearchesRpc implements SavedSearches {
    private static final int MAX_NAME = 80;
    private static final UUID LAST = new UUID(-1, -1);

    private final Db db;
    private final SavedSearchStore store;
    private final SearchRules rules;

    SavedSearchesRpc(Db db, SavedSearchStore store, SearchRules rules) {
        this.db = db;
        this.store = store;
        this.rules = rules;
    }

    @Override
    public Future<ListSavedSearchesReply> listSavedSearches(ListSavedSearchesRequest request) {
        UUID user = caller();
        int limit = ListingPage.limit(request.getLimit());
        String list = "saved searches " + user;
        List<String> after = db.cursor().decode(list, request.hasCursor() ? request.getCursor() : null, 1);
        return store.list(user, after == null ? LAST : UUID.fromString(after.get(0)), limit + 1)
                .map(found -> {
                    ListSavedSearchesReply.Builder reply = ListSavedSearchesReply.newBuilder();
                    List<SavedSearch> shown = found.subList(0, Math.min(limit, found.size()));
                    if (found.size() > limit) {
                        reply.setNextCursor(db.cursor()
                                .encode(list, List.of(shown.get(limit - 1).getId())));
                    }
                    return reply.addAllItems(shown).build();
                });
    }

    @Override
    public Future<SavedSearch> createSavedSearch(CreateSavedSearchRequest request) {
        UUID user = caller();
        SearchCriteria criteria = criteria(request.getCriteria());
        SearchAlert alert = request.hasAlert() ? alert(request.getAlert()) : SearchAlert.SEARCH_ALERT_DAILY;
        String name = request.hasName() ? name(request.getName()) : nameOf(criteria);
        return db.once(
                request,
                SavedSearch.getDefaultInstance(),
                tx -> store.create(tx, Ids.next(), user, name, alert, criteria, hash(criteria)));
    }

    /** As the search itself would take them, in the form in which equal ones are equal. */
    private SearchCriteria criteria(SearchCriteria asked) {
        try {
            SearchFilter filter = rules.check(SavedSearchStore.request(asked));
            SearchCriteria.Builder criteria = asked.toBuilder().clearQ().clearAttr();
            String text = filter.text();
            if (text != null) {
                criteria.setQ(text);
            }
            if (asked.hasCity()) {
                criteria.setCity(rules.city(asked.getCity()).name());
            }
            if (asked.hasSellerId()) {
                criteria.setSellerId(String.valueOf(filter.seller()));
            }
            criteria.addAllAttr(asked.getAttrList().stream().sorted().toList());
            if (criteria.build().getAllFields().isEmpty()) {
                throw RpcException.invalid("request.invalid", "", "must ask for something");
            }
            return criteria.build();
        } catch (RpcException refused) {
            throw refused.withFields(refused.fields().stream()
                    .map(field -> new FieldError("/criteria" + field.pointer(), field.detail()))
                    .toList());
        }
    }

    private static byte[] hash(SearchCriteria criteria) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(criteria.toByteArray());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(String given) {
        String name = PlainText.clean(given);
        String problem = PlainText.lineProblem(name, 1, MAX_NAME);
        if (problem != null) {
            throw RpcException.invalid("request.invalid", "/name", problem);
        }
        return name;
    }

    private String nameOf(SearchCriteria criteria) {
        String name = criteria.hasQ()
                ? criteria.getQ()
                : criteria.hasCategory()
                        ? rules.category(criteria.getCategory()).name()
                        : criteria.hasCity() ? criteria.getCity() : "Search";
        return name.codePointCount(0, name.length()) <= MAX_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, MAX_NAME));
    }

    private static SearchAlert alert(SearchAlert alert) {
        if (alert == SearchAlert.SEARCH_ALERT_UNSPECIFIED || alert == SearchAlert.UNRECOGNIZED) {
            throw RpcException.invalid("request.invalid", "/alert", "must be INSTANT, DAILY, WEEKLY or OFF");
        }
        return alert;
    }

    @Override
    public Future<SavedSearch> updateSavedSearch(UpdateSavedSearchRequest request) {
        UUID id = Ids.parse("searchId", request.getSearchId());
        @Nullable String name = request.hasName() ? name(request.getName()) : null;
        @Nullable SearchAlert alert = request.hasAlert() ? alert(request.getAlert()) : null;
        return store.update(id, caller(), name, alert)
                .map(found -> found.orElseThrow(
                        () -> RpcException.notFound("saved_search.not_found", "There is no such saved search.")));
    }

    @Override
    public Future<Empty> deleteSavedSearch(DeleteSavedSearchRequest request) {
        return store.delete(Ids.parse("searchId", request.getSearchId()), caller())
                .map(Empty.getDefaultInstance());
    }

    @Override
    public Future<Empty> unsubscribe(UnsubscribeRequest request) {
        List<String> search;
        try {
            search = db.cursor().decode(SearchAlerts.UNSUBSCRIBE, request.getToken(), 1);
        } catch (RpcException notOurs) {
            search = null;
        }
        if (search == null) {
            throw RpcException.invalid("saved_search.token_invalid", "/token", "is not of a link of ours");
        }
        return store.silence(UUID.fromString(search.get(0))).map(Empty.getDefaultInstance());
    }

    private static UUID caller() {
        return UUID.fromString(CallContext.current().requireSubject());
    }
}
