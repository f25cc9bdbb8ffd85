package com.beachdo.catalog.boosts;

import com.beachdo.catalog.StaffActions;
import com.beachdo.catalog.v1.BoostPackage;
import com.beachdo.catalog.v1.BoostPackages;
import com.beachdo.catalog.v1.BoostPlacement;
import com.beachdo.catalog.v1.BoostPriceList;
import com.beachdo.catalog.v1.BoostQuote;
import com.beachdo.catalog.v1.ListBoostPackagesRequest;
import com.beachdo.catalog.v1.QuoteBoostRequest;
import com.beachdo.catalog.v1.SetBoostPackagesRequest;
import com.beachdo.common.v1.Money;
import com.beachdo.platform.auth.StepUp;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** The contract of what marked places cost. */
public final class BoostPackagesRpc implements BoostPackages {
    private static final int MOST = 50;
    private static final int MOST_NAME = 80;
    private static final long MOST_PAISE = 10_000_000;
    private static final Pattern ID = Pattern.compile("(?=.{2,40}$)[a-z0-9]+(-[a-z0-9]+)*");

    private final Db db;
    private final BoostStore boosts;
    private final StepUp stepUp;

    public BoostPackagesRpc(Db db, StepUp stepUp) {
        this.db = db;
        this.boosts = new BoostStore(db);
        this.stepUp = stepUp;
    }

    @Override
    public Future<BoostPriceList> listBoostPackages(ListBoostPackagesRequest request) {
        return db.transaction(BoostPackageStore::read);
    }

    @Override
    public Future<BoostPriceList> setBoostPackages(SetBoostPackagesRequest request) {
        check(request);
        return stepUp.require()
                .compose(shown -> db.transaction(
                        tx -> BoostPackageStore.replace(tx, request).compose(list -> StaffActions.tell(
                                        tx, StaffActions.BOOST_PACKAGES, "boost_packages.set", detail(list))
                                .map(list))));
    }

    private static JsonObject detail(BoostPriceList list) {
        JsonObject prices = new JsonObject();
        list.getItemsList()
                .forEach(item -> prices.put(item.getId(), item.getPrice().getAmount()));
        return new JsonObject().put("version", list.getVersion()).put("paise", prices);
    }

    private static void check(SetBoostPackagesRequest request) {
        require(request.getItemsCount() <= MOST, "/items", "must be at most " + MOST);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < request.getItemsCount(); i++) {
            BoostPackage item = request.getItems(i);
            String at = "/items/" + i;
            require(
                    ID.matcher(item.getId()).matches(),
                    at + "/id",
                    "must be 2 to 40 small letters, digits and single hyphens");
            require(seen.add(item.getId()), at + "/id", "must be there once");
            int length = item.getName().strip().length();
            require(length >= 1 && length <= MOST_NAME, at + "/name", "must be 1 to " + MOST_NAME + " characters");
            require(
                    item.getPlacement() == BoostPlacement.BOOST_PLACEMENT_TOP
                            || item.getPlacement() == BoostPlacement.BOOST_PLACEMENT_FEATURED,
                    at + "/placement",
                    "must be TOP or FEATURED");
            require(
                    item.getDays() >= 1 && item.getDays() <= BoostTime.MAX_DAYS,
                    at + "/days",
                    "must be from 1 to " + BoostTime.MAX_DAYS);
            check(item.getPrice(), at + "/price");
        }
    }

    private static void check(Money price, String at) {
        require(price.getCurrency().equals("INR"), at + "/currency", "must be INR");
        require(
                price.getAmount() >= 1 && price.getAmount() <= MOST_PAISE,
                at + "/amount",
                "must be from 1 to " + MOST_PAISE);
    }

    private static void require(boolean right, String pointer, String detail) {
        if (!right) {
            throw RpcException.invalid("request.invalid", pointer, detail);
        }
    }

    @Override
    public Future<BoostQuote> quoteBoost(QuoteBoostRequest request) {
        UUID listing = Ids.parse("listingId", request.getListingId());
        UUID seller = UUID.fromString(CallContext.current().requireSubject());
        return db.transaction(BoostPackageStore::read).compose(list -> {
            BoostPackage chosen = list.getItemsList().stream()
                    .filter(item -> item.getId().equals(request.getPackageId()))
                    .findFirst()
                    .orElseThrow(() ->
                            RpcException.notFound("boost_package.not_found", "There is no such package any more."));
            BoostTime time = BoostTime.of(request.hasStartsAt() ? request.getStartsAt() : null, chosen.getDays());
            return boosts.requireFree(listing, seller, Placement.of(chosen.getPlacement()), time)
                    .map(free -> BoostQuote.newBuilder()
                            .setListingId(listing.toString())
                            .setPackageId(chosen.getId())
                            .setPlacement(chosen.getPlacement())
                            .setStartsAt(Rows.timestamp(time.from()))
                            .setEndsAt(Rows.timestamp(time.to()))
                            .setPrice(chosen.getPrice())
                            .setPriceListVersion(list.getVersion())
                            .build());
        });
    }
}
