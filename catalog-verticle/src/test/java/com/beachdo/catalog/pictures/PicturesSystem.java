package com.beachdo.catalog.pictures;

import com.beachdo.catalog.CatalogConfig;
import com.beachdo.catalog.CatalogVerticle;
import com.beachdo.catalog.v1.CompleteImageRequest;
import com.beachdo.catalog.v1.CreateImageReply;
import com.beachdo.catalog.v1.CreateImageRequest;
import com.beachdo.catalog.v1.DeleteImageRequest;
import com.beachdo.catalog.v1.GetListingRequest;
import com.beachdo.catalog.v1.Image;
import com.beachdo.catalog.v1.ImageStatus;
import com.beachdo.catalog.v1.Import;
import com.beachdo.catalog.v1.ImportListingsRequest;
import com.beachdo.catalog.v1.ImportPictureRequest;
import com.beachdo.catalog.v1.ImportedListing;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.ListingStatus;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.OrderImagesRequest;
import com.beachdo.catalog.v1.PictureImport;
import com.beachdo.catalog.v1.Pictures;
import com.beachdo.catalog.v1.Upload;
import com.beachdo.common.v1.EventEnvelope;
import com.beachdo.embedded.TestServices;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.events.EventTransport;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullUnmarked;

/** A running catalog with a database and an object store. */
final class PicturesSystem implements AutoCloseable {
    private static final Set<ImageStatus> ENDS =
            Set.of(ImageStatus.IMAGE_STATUS_READY, ImageStatus.IMAGE_STATUS_FAILED);

    private final HttpClient http = HttpClient.newHttpClient();
    private final PicturesConfig config;
    private final TestSystem system;
    private final Db db;

    private PicturesSystem(PicturesConfig config, TestSystem system) {
        this.config = config;
        this.system = system;
        this.db = Db.open(system.vertx(), system.config(), "catalog");
    }

    static PicturesSystem start() {
        return start(UnaryOperator.identity());
    }

    @NullUnmarked // javac 17 does not read @Nullable of a type argument from class files
    static PicturesSystem start(UnaryOperator<PicturesConfig> change) {
        Map<String, String> environment = TestServices.environment();
        PicturesConfig config = change.apply(PicturesConfig.from(environment::get));
        TestSystem system = TestSystem.create(
                environment.get("BEACHDO_DATABASE_URL"), environment.get("BEACHDO_REDIS_URL"), "catalog");
        system.deploy(new CatalogVerticle(system.config(), new CatalogConfig(config)));
        return new PicturesSystem(config, system);
    }

    PicturesConfig config() {
        return config;
    }

    TestSystem system() {
        return system;
    }

    private <C, R> R call(CallContext caller, Class<C> contract, Transport transport, Function<C, Future<R>> method) {
        C client = system.client(contract, transport);
        return system.as(caller, () -> method.apply(client));
    }

    <C, R> R call(CallContext caller, Class<C> contract, Function<C, Future<R>> method) {
        return call(caller, contract, Transport.BUS, method);
    }

    Listing listing(CallContext seller, ListingStatus status) {
        ImportedListing.Builder listing = com.beachdo.catalog.Samples.imported("Bicycle");
        listing.getSellerBuilder().setId(seller.requireSubject());
        return imported(listing.setStatus(status).build());
    }

    Listing imported(ImportedListing listing) {
        ImportListingsRequest request =
                ImportListingsRequest.newBuilder().addListings(listing).build();
        Object unused = call(TestSystem.service(), Import.class, contract -> contract.importListings(request));
        return get(TestSystem.caller(listing.getSeller().getId(), "SELLER"), listing.getId());
    }

    Listing get(CallContext caller, String listingId) {
        return call(
                caller,
                Listings.class,
                contract -> contract.getListing(
                        GetListingRequest.newBuilder().setListingId(listingId).build()));
    }

    CreateImageReply create(CallContext caller, String listingId, String type, long size) {
        return create(Transport.BUS, caller, listingId, type, size);
    }

    CreateImageReply create(Transport transport, CallContext caller, String listingId, String type, long size) {
        return call(
                caller,
                Pictures.class,
                transport,
                contract -> contract.createImage(CreateImageRequest.newBuilder()
                        .setListingId(listingId)
                        .setContentType(type)
                        .setSize(size)
                        .build()));
    }

    /** The status of the answer to the signed request, sent as a client sends it. */
    int upload(Upload upload, byte[] data) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(upload.getUrl()))
                .method(upload.getMethod(), HttpRequest.BodyPublishers.ofByteArray(data));
        upload.getHeadersMap().forEach(request::setHeader);
        return send(request.build()).statusCode();
    }

    HttpResponse<byte[]> fetch(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).build());
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Image complete(CallContext caller, String listingId, String imageId) {
        return complete(Transport.BUS, caller, listingId, imageId);
    }

    Image complete(Transport transport, CallContext caller, String listingId, String imageId) {
        return call(
                caller,
                Pictures.class,
                transport,
                contract -> contract.completeImage(CompleteImageRequest.newBuilder()
                        .setListingId(listingId)
                        .setImageId(imageId)
                        .build()));
    }

    /** Created, uploaded and completed; waits until it is READY or FAILED. */
    Image add(CallContext seller, String listingId, String type, byte[] data) {
        CreateImageReply created = create(seller, listingId, type, data.length);
        int status = upload(created.getUpload(), data);
        if (status != 200) {
            throw new IllegalStateException("upload answered " + status);
        }
        return completed(seller, listingId, created.getImageId());
    }

    /** Completed again and again until it is READY or FAILED. */
    Image completed(CallContext seller, String listingId, String imageId) {
        long deadline = System.nanoTime() + 60_000_000_000L;
        Optional<Image> image = attempt(seller, listingId, imageId);
        while (!image.map(Image::getStatus).filter(ENDS::contains).isPresent() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
            image = attempt(seller, listingId, imageId);
        }
        return image.orElseThrow();
    }

    /** Empty when the call should be repeated. */
    @CanIgnoreReturnValue
    Optional<Image> attempt(CallContext seller, String listingId, String imageId) {
        try {
            return Optional.of(complete(seller, listingId, imageId));
        } catch (RpcException e) {
            if (e.status() == GrpcStatus.UNAVAILABLE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    void delete(CallContext caller, String listingId, String imageId) {
        Object unused = call(
                caller,
                Pictures.class,
                contract -> contract.deleteImage(DeleteImageRequest.newBuilder()
                        .setListingId(listingId)
                        .setImageId(imageId)
                        .build()));
    }

    Listing order(CallContext caller, String listingId, List<String> imageIds) {
        return call(
                caller,
                Pictures.class,
                contract -> contract.orderImages(OrderImagesRequest.newBuilder()
                        .setListingId(listingId)
                        .addAllImageIds(imageIds)
                        .build()));
    }

    String importPicture(byte[] data) {
        return call(
                        TestSystem.service(),
                        PictureImport.class,
                        contract -> contract.importPicture(ImportPictureRequest.newBuilder()
                                .setData(ByteString.copyFrom(data))
                                .build()))
                .getPictureId();
    }

    /** Changes what only time and accidents change. */
    void sql(String statement, Object... arguments) {
        Object unused = TestSystem.await(db.query(statement, arguments));
    }

    String text(String statement, Object... arguments) {
        Row row = TestSystem.await(db.query(statement, arguments)).iterator().next();
        return Objects.requireNonNull(row.getString(0));
    }

    /** Brings an event as another domain's relay would. */
    void deliver(Message event) {
        EventEnvelope envelope = EventEnvelope.newBuilder()
                .setEventId(Ids.next().toString())
                .setSource("test")
                .setAggregateId("test")
                .setType(event.getDescriptorForType().getFullName())
                .setPayload(event.toByteString())
                .build();
        Void unused = TestSystem.await(
                EventTransport.of(system.vertx(), system.config(), "test").deliver("catalog", envelope));
    }

    Db db() {
        return db;
    }

    @Override
    public void close() {
        Void unused = TestSystem.await(db.close());
        system.close();
    }
}
