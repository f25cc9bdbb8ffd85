package com.beachdo.catalog.pictures;

import com.beachdo.catalog.ListingImages;
import com.beachdo.catalog.v1.CompleteImageRequest;
import com.beachdo.catalog.v1.CreateImageReply;
import com.beachdo.catalog.v1.CreateImageRequest;
import com.beachdo.catalog.v1.DeleteImageRequest;
import com.beachdo.catalog.v1.GetListingRequest;
import com.beachdo.catalog.v1.Image;
import com.beachdo.catalog.v1.Listing;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.OrderImagesRequest;
import com.beachdo.catalog.v1.Pictures;
import com.beachdo.common.v1.Empty;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The pictures contract: a seller's pictures of a listing, from the signed upload to their order. */
final class PicturesRpc implements Pictures {
    /** A stored upload request with less left of its life is not worth repeating. */
    private static final int LEAST_SECONDS = 60;

    private final Db db;
    private final PictureStore pictures;
    private final ListingPicturesStore listings;
    private final ObjectStore store;
    private final MediaRemovals removals;
    private final Completion completion;
    private final Listings contract;
    private final ListingImages images;

    PicturesRpc(
            Db db,
            PictureStore pictures,
            ListingPicturesStore listings,
            ObjectStore store,
            MediaRemovals removals,
            Completion completion,
            Listings contract,
            ListingImages images) {
        this.db = db;
        this.pictures = pictures;
        this.listings = listings;
        this.store = store;
        this.removals = removals;
        this.completion = completion;
        this.contract = contract;
        this.images = images;
    }

    @Override
    public Future<CreateImageReply> createImage(CreateImageRequest request) {
        UUID listingId = Ids.parse("listingId", request.getListingId());
        UUID seller = caller();
        PictureFormat format = PictureFormat.announced(request.getContentType(), request.getSize());
        return sign(request, Ids.next())
                .compose(signed -> db.once(request, CreateImageReply.getDefaultInstance(), tx -> listings.lockOwn(
                                tx, listingId, seller)
                        .compose(listing -> create(tx, listing, UUID.fromString(signed.getImageId()), format, request))
                        .map(signed)))
                .compose(reply -> isFresh(reply)
                        ? Future.succeededFuture(reply)
                        : sign(request, UUID.fromString(reply.getImageId())));
    }

    private Future<CreateImageReply> sign(CreateImageRequest request, UUID pictureId) {
        return store.signUpload(
                        Picture.uploadKey(request.getListingId(), pictureId),
                        request.getContentType(),
                        request.getSize())
                .map(upload -> CreateImageReply.newBuilder()
                        .setImageId(pictureId.toString())
                        .setUpload(upload.toUpload())
                        .build());
    }

    static boolean isFresh(CreateImageReply reply) {
        return reply.getUpload().getExpiresAt().getSeconds() > Instant.now().getEpochSecond() + LEAST_SECONDS;
    }

    private Future<Void> create(
            Tx tx, ListingPictures listing, UUID pictureId, PictureFormat format, CreateImageRequest request) {
        listing.requireEditable();
        return withRoom(tx, listing)
                .compose(roomy -> pictures.insertPending(tx, pictureId, listing.listingId(), format, request.getSize())
                        .compose(picture -> listings.save(tx, listing, roomy.with(picture))));
    }

    private Future<ListingPictures> withRoom(Tx tx, ListingPictures listing) {
        if (!listing.isFull()) {
            return Future.succeededFuture(listing);
        }
        return pictures.deleteUseless(tx, listing.listingId()).map(deleted -> {
            ListingPictures roomy =
                    listing.without(deleted.stream().map(Picture::id).collect(Collectors.toSet()));
            if (roomy.isFull()) {
                throw RpcException.conflict(
                        "picture.too_many", "A listing can have " + ListingPictures.MOST + " pictures at most.");
            }
            return roomy;
        });
    }

    @Override
    public Future<Image> completeImage(CompleteImageRequest request) {
        UUID listingId = Ids.parse("listingId", request.getListingId());
        UUID pictureId = Ids.parse("imageId", request.getImageId());
        UUID seller = caller();
        return completion
                .complete(() -> pictures.find(listingId, pictureId, seller))
                .map(this::toImage);
    }

    @Override
    public Future<Empty> deleteImage(DeleteImageRequest request) {
        UUID listingId = Ids.parse("listingId", request.getListingId());
        UUID pictureId = Ids.parse("imageId", request.getImageId());
        UUID seller = caller();
        return db.transaction(tx ->
                        listings.lockOwn(tx, listingId, seller).compose(listing -> delete(tx, listing, pictureId)))
                .onSuccess(deleted -> deleted.ifPresent(picture -> store.forgetUpload(picture.uploadKey())))
                .map(Empty.getDefaultInstance());
    }

    private Future<Optional<Picture>> delete(Tx tx, ListingPictures listing, UUID pictureId) {
        listing.requireEditable();
        if (!listing.shows(pictureId)) {
            throw RpcException.notFound("picture.not_found", "The listing has no such picture.");
        }
        return listings.save(tx, listing, listing.without(Set.of(pictureId)))
                .compose(ignored -> pictures.delete(tx, pictureId, listing.listingId()))
                // an imported picture stays, for other listings
                .compose(deleted -> removals.request(
                                tx, deleted.map(Picture::mediaKeys).orElse(List.of()))
                        .map(deleted));
    }

    @Override
    public Future<Listing> orderImages(OrderImagesRequest request) {
        UUID listingId = Ids.parse("listingId", request.getListingId());
        List<UUID> order = request.getImageIdsList().stream()
                .map(id -> Ids.parse("imageIds", id))
                .toList();
        UUID seller = caller();
        return db.transaction(tx -> listings.lockOwn(tx, listingId, seller).compose(listing -> {
                    listing.requireEditable();
                    return listings.save(tx, listing, listing.inOrder(order));
                }))
                .compose(ignored -> contract.getListing(GetListingRequest.newBuilder()
                        .setListingId(request.getListingId())
                        .build()));
    }

    private static UUID caller() {
        return UUID.fromString(CallContext.current().requireSubject());
    }

    private Image toImage(Picture picture) {
        return images.all(new JsonArray().add(picture.image()).encode()).get(0);
    }
}
