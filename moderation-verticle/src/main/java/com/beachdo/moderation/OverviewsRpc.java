package com.beachdo.moderation;

import com.beachdo.catalog.v1.CountForReviewRequest;
import com.beachdo.catalog.v1.ListingReview;
import com.beachdo.moderation.v1.Backlog;
import com.beachdo.moderation.v1.GetOverviewRequest;
import com.beachdo.moderation.v1.GetTransparencyRequest;
import com.beachdo.moderation.v1.GetUserRecordRequest;
import com.beachdo.moderation.v1.Overview;
import com.beachdo.moderation.v1.Overviews;
import com.beachdo.moderation.v1.Transparency;
import com.beachdo.moderation.v1.TransparencyCsv;
import com.beachdo.moderation.v1.UserRecord;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.Period;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;

/** The contract of what a dashboard shows. */
final class OverviewsRpc implements Overviews {
    private final OverviewStore store;
    private final ListingReview listings;
    private final TransparencyStore transparency;
    private final UserRecordStore records;

    /** @param listings called as a part of Beachdo */
    OverviewsRpc(OverviewStore store, ListingReview listings, TransparencyStore transparency, UserRecordStore records) {
        this.store = store;
        this.listings = listings;
        this.transparency = transparency;
        this.records = records;
    }

    @Override
    public Future<Overview> getOverview(GetOverviewRequest request) {
        Period period = Period.of(request.getFrom(), request.getTo());
        return backlog().compose(backlog -> store.days(period).map(days -> Overview.newBuilder()
                .setBacklog(backlog)
                .addAllDays(days)
                .build()));
    }

    private Future<Backlog> backlog() {
        return listings.countForReview(CountForReviewRequest.getDefaultInstance())
                .compose(counted -> store.backlog().map(backlog -> {
                    Backlog.Builder whole = backlog.toBuilder().setPendingListings(counted.getWaiting());
                    return (counted.hasSince() ? whole.setPendingSince(counted.getSince()) : whole).build();
                }));
    }

    @Override
    public Future<Transparency> getTransparency(GetTransparencyRequest request) {
        return transparency.of(month(request.getMonth()));
    }

    @Override
    public Future<TransparencyCsv> getTransparencyCsv(GetTransparencyRequest request) {
        return transparency.of(month(request.getMonth())).map(found -> TransparencyCsv.newBuilder()
                .setCsv(TransparencyStore.csv(found))
                .build());
    }

    private static YearMonth month(String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeParseException e) {
            throw RpcException.invalid("request.invalid", "/month", "must be a month such as 2026-11");
        }
    }

    @Override
    public Future<UserRecord> getUserRecord(GetUserRecordRequest request) {
        return records.of(Ids.parse("userId", request.getUserId()));
    }
}
