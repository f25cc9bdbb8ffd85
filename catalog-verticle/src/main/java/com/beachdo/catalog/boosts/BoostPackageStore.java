package com.beachdo.catalog.boosts;

import com.beachdo.catalog.v1.BoostPackage;
import com.beachdo.catalog.v1.BoostPriceList;
import com.beachdo.catalog.v1.SetBoostPackagesRequest;
import com.beachdo.common.v1.Money;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** The price list of boosts, as data. */
final class BoostPackageStore {
    private static final String VERSION = "SELECT version FROM boost_price_list";
    private static final String PACKAGES =
            "SELECT boost_package_id, name, placement, days, price_amount FROM boost_package ORDER BY position";
    private static final String ADD =
            """
            INSERT INTO boost_package (boost_package_id, position, name, placement, days, price_amount)
            VALUES ($1, $2, $3, $4, $5, $6)
            """;

    private BoostPackageStore() {}

    static Future<BoostPriceList> read(Tx tx) {
        return read(tx, VERSION);
    }

    private static Future<BoostPriceList> read(Tx tx, String version) {
        BoostPriceList.Builder list = BoostPriceList.newBuilder();
        return tx.query(version)
                .map(rows -> list.setVersion(rows.iterator().next().getLong("version")))
                .compose(found -> tx.query(PACKAGES))
                .map(rows -> {
                    rows.forEach(row -> list.addItems(boostPackage(row)));
                    return list.build();
                });
    }

    private static BoostPackage boostPackage(Row row) {
        return BoostPackage.newBuilder()
                .setId(row.getString("boost_package_id"))
                .setName(row.getString("name"))
                .setPlacement(Placement.valueOf(row.getString("placement")).toContract())
                .setDays(row.getInteger("days"))
                .setPrice(Money.newBuilder()
                        .setAmount(row.getLong("price_amount"))
                        .setCurrency("INR"))
                .build();
    }

    /** Another list in place of this one, if this is the one that was read. */
    static Future<BoostPriceList> replace(Tx tx, SetBoostPackagesRequest request) {
        return read(tx, VERSION + " FOR UPDATE")
                .compose(now -> request.hasExpectedVersion() && request.getExpectedVersion() != now.getVersion()
                        ? Future.failedFuture(new RpcException(
                                GrpcStatus.ABORTED,
                                "boost_packages.version_mismatch",
                                "The price list has changed meanwhile; read it again."))
                        : tx.query("DELETE FROM boost_package"))
                .compose(done -> tx.batch(ADD, rows(request.getItemsList())))
                .compose(done -> tx.query("UPDATE boost_price_list SET version = version + 1"))
                .compose(done -> read(tx));
    }

    private static List<Tuple> rows(List<BoostPackage> items) {
        List<Tuple> rows = new ArrayList<>();
        for (BoostPackage item : items) {
            rows.add(Tuple.of(
                    item.getId(),
                    rows.size(),
                    item.getName().strip(),
                    Placement.of(item.getPlacement()).name(),
                    item.getDays(),
                    item.getPrice().getAmount()));
        }
        return rows;
    }
}
