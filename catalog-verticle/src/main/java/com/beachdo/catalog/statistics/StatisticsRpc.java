package com.beachdo.catalog.statistics;

import com.beachdo.catalog.boosts.Promotion;
import com.beachdo.catalog.statistics.StatisticsStore.Told;
import com.beachdo.catalog.v1.GetListingStatisticsRequest;
import com.beachdo.catalog.v1.ListingDay;
import com.beachdo.catalog.v1.ListingEvent;
import com.beachdo.catalog.v1.ListingEventKind;
import com.beachdo.catalog.v1.ListingFigures;
import com.beachdo.catalog.v1.ListingStatistics;
import com.beachdo.catalog.v1.RecordListingEventsReply;
import com.beachdo.catalog.v1.RecordListingEventsRequest;
import com.beachdo.catalog.v1.Statistics;
import com.beachdo.platform.db.Cursor;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.Period;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The contract of numbers. */
public final class StatisticsRpc implements Statistics {
    private static final int MAX_EVENTS = 50;

    private final StatisticsStore store;
    private final Cursor signer;

    public StatisticsRpc(Db db, StatisticsStore store) {
        this.store = store;
        this.signer = db.cursor();
    }

    @Override
    public Future<RecordListingEventsReply> recordListingEvents(RecordListingEventsRequest request) {
        UUID listing = Ids.parse("listingId", request.getListingId());
        if (request.getEventsCount() < 1 || request.getEventsCount() > MAX_EVENTS) {
            throw RpcException.invalid("request.invalid", "/events", "must be from 1 to " + MAX_EVENTS);
        }
        List<Told> told = new ArrayList<>();
        for (int at = 0; at < request.getEventsCount(); at++) {
            Told one = told(request.getEvents(at), "/events/" + at);
            if (!one.promotion().isOver()) {
                told.add(one);
            }
        }
        return (told.isEmpty() ? Future.succeededFuture(0) : store.record(listing, told))
                .map(accepted -> RecordListingEventsReply.newBuilder()
                        .setAccepted(accepted)
                        .build());
    }

    private Told told(ListingEvent event, String pointer) {
        if (event.getKind() == ListingEventKind.UNRECOGNIZED
                || event.getKind() == ListingEventKind.LISTING_EVENT_KIND_UNSPECIFIED) {
            throw RpcException.invalid("request.invalid", pointer + "/kind", "is not a kind of event");
        }
        return new Told(Promotion.of(signer, event.getPromotionToken(), pointer + "/promotionToken"), event.getKind());
    }

    @Override
    public Future<ListingStatistics> getListingStatistics(GetListingStatisticsRequest request) {
        UUID listing = Ids.parse("listingId", request.getListingId());
        UUID seller = UUID.fromString(CallContext.current().requireSubject());
        Period period = Period.of(request.getFrom(), request.getTo());
        return store.owns(seller, listing).compose(owns -> {
            if (!owns) {
                throw RpcException.notFound("listing.not_found", "There is no such listing.");
            }
            return store.days(listing, period).map(StatisticsRpc::statistics);
        });
    }

    private static ListingStatistics statistics(List<ListingDay> days) {
        ListingFigures.Builder total = ListingFigures.newBuilder();
        for (ListingDay day : days) {
            ListingFigures figures = day.getFigures();
            total.setViews(total.getViews() + figures.getViews())
                    .setSaves(total.getSaves() + figures.getSaves())
                    .setContacts(total.getContacts() + figures.getContacts())
                    .setChats(total.getChats() + figures.getChats())
                    .setImpressions(total.getImpressions() + figures.getImpressions())
                    .setClicks(total.getClicks() + figures.getClicks());
        }
        return ListingStatistics.newBuilder().setTotal(total).addAllDays(days).build();
    }
}
