package com.beachdo.catalog;

import com.beachdo.catalog.pictures.PicturesConfig;
import com.beachdo.catalog.v1.ApproveListingRequest;
import com.beachdo.catalog.v1.CreateListingRequest;
import com.beachdo.catalog.v1.GetListingRequest;
import com.beachdo.catalog.v1.Import;
import com.beachdo.catalog.v1.ImportListingsRequest;
import com.beachdo.catalog.v1.ImportedListing;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingReview;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.SubmitListingRequest;
import com.beachdo.chat.v1.Rooms;
import com.beachdo.common.v1.EventEnvelope;
import com.beachdo.embedded.TestServices;
import com.beachdo.identity.v1.Factors;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.events.EventTransport;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import com.google.protobuf.Message;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** A running catalog with a database of its own, and the neighbours it needs. */
public final class CatalogSystem implements AutoCloseable {
    private final TestSystem system;
    private final FakeAccounts accounts = new FakeAccounts();
    private final FakeRooms rooms = new FakeRooms();
    private final Db db;

    private CatalogSystem(TestSystem system) {
        this.system = system;
        system.fake(com.beachdo.identity.v1.Accounts.class, accounts);
        system.fake(Rooms.class, rooms);
        system.fake(Factors.class, new FakeFactors());
        system.deploy(verticle(system));
        this.db = Db.open(system.vertx(), system.config(), "catalog");
    }

    public static CatalogSystem start() {
        return new CatalogSystem(TestSystem.create(TestServices.postgres(), "redis://127.0.0.1", "catalog"));
    }

    static CatalogVerticle verticle(TestSystem system) {
        PicturesConfig pictures = new PicturesConfig(
                URI.create("http://127.0.0.1:9"),
                URI.create("http://127.0.0.1:9"),
                "ap-south-1",
                "key",
                new PicturesConfig.SecretKey("secret"),
                "staging",
                "media",
                "private",
                URI.create("https://media.test/m"),
                null);
        return new CatalogVerticle(system.config(), new CatalogConfig(pictures));
    }

    public TestSystem system() {
        return system;
    }

    FakeAccounts accounts() {
        return accounts;
    }

    /** Lets a buyer and the seller of a listing have talked about it. */
    public void talk(String listingId, String buyerId) {
        rooms.talk(listingId, buyerId);
    }

    /** The catalog's schema, for what no contract shows. */
    public Db db() {
        return db;
    }

    public <C, R> R call(CallContext caller, Class<C> contract, Transport transport, Function<C, Future<R>> method) {
        C client = system.client(contract, transport);
        return system.as(caller, () -> method.apply(client));
    }

    public <C, R> R call(CallContext caller, Class<C> contract, Function<C, Future<R>> method) {
        return call(caller, contract, Transport.BUS, method);
    }

    public Listing create(CallContext seller, CreateListingRequest request) {
        return call(seller, Listings.class, listings -> listings.createListing(request));
    }

    public Listing submit(CallContext seller, Listing listing) {
        SubmitListingRequest request =
                SubmitListingRequest.newBuilder().setListingId(listing.getId()).build();
        return call(seller, Listings.class, listings -> listings.submitListing(request));
    }

    public Listing approve(Listing listing) {
        ApproveListingRequest request =
                ApproveListingRequest.newBuilder().setListingId(listing.getId()).build();
        return call(People.staff(), ListingReview.class, review -> review.approveListing(request));
    }

    /** A listing that everybody sees. */
    public Listing publish(CallContext seller) {
        return approve(submit(seller, create(seller, Samples.phone())));
    }

    Listing get(CallContext caller, String id) {
        GetListingRequest request =
                GetListingRequest.newBuilder().setListingId(id).build();
        return call(caller, Listings.class, listings -> listings.getListing(request));
    }

    public int importAll(List<ImportedListing> listings) {
        ImportListingsRequest request =
                ImportListingsRequest.newBuilder().addAllListings(listings).build();
        return call(TestSystem.service(), Import.class, contract -> contract.importListings(request))
                .getImported();
    }

    /** Brings an event as another domain's relay would. */
    void deliver(UUID eventId, Message event) {
        EventEnvelope envelope = EventEnvelope.newBuilder()
                .setEventId(eventId.toString())
                .setType(event.getDescriptorForType().getFullName())
                .setPayload(event.toByteString())
                .build();
        Void unused = TestSystem.await(
                EventTransport.of(system.vertx(), system.config(), "test").deliver("catalog", envelope));
    }

    public void deliver(Message event) {
        deliver(Ids.next(), event);
    }

    /** Changes what only time changes. */
    public void sql(String statement, Object... arguments) {
        Object unused = TestSystem.await(db.query(statement, arguments));
    }

    /** Without the time limit of the application: what an operator does. */
    public RowSet<Row> operate(String... statements) {
        return TestSystem.await(
                PgConnection.connect(system.vertx(), db.connectOptions()).compose(connection -> {
                    Future<RowSet<Row>> last =
                            connection.query("SET statement_timeout = 0").execute();
                    for (String statement : statements) {
                        last = last.compose(
                                ignored -> connection.query(statement).execute());
                    }
                    return last.eventually(connection::close);
                }));
    }

    @Override
    public void close() {
        Void unused = TestSystem.await(db.close());
        system.close();
    }
}
