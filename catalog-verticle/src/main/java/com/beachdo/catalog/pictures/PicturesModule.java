package com.beachdo.catalog.pictures;

import com.beachdo.catalog.ListingImages;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.PictureImport;
import com.beachdo.catalog.v1.Pictures;
import com.beachdo.catalog.v1.PrivatePictures;
import com.beachdo.chat.v1.PictureRemoved;
import com.beachdo.chat.v1.PictureSent;
import com.beachdo.platform.Domain;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.UUID;
import java.util.function.Supplier;

/** The pictures of the catalog: wires their contracts and closes what they opened. */
public final class PicturesModule {
    private final ObjectStore store;
    private final PictureStore pictures;
    private final MediaRemovals removals;
    private final Supplier<Future<Void>> end;

    private PicturesModule(
            ObjectStore store, PictureStore pictures, MediaRemovals removals, Supplier<Future<Void>> end) {
        this.store = store;
        this.pictures = pictures;
        this.removals = removals;
        this.end = end;
    }

    /** Serves the contracts. The object store is not asked anything until it is needed. */
    public static PicturesModule start(Domain domain, PicturesConfig config) {
        Vertx vertx = domain.vertx();
        Db db = domain.db();
        ObjectStore store = new ObjectStore(vertx, config);
        Workers workers = new Workers(vertx);
        PictureStore pictures = new PictureStore(db);
        ListingPicturesStore listings = new ListingPicturesStore();
        Processing processing = new Processing(db, pictures, listings, store, workers);
        Completion completion = new Completion(vertx, processing);
        CdnPurge cdn = new CdnPurge(vertx, config.purge(), config.mediaUrl().toString());
        MediaRemovals removals = new MediaRemovals(vertx, db, store, cdn);
        removals.start();
        domain.serve(
                Pictures.class,
                new PicturesRpc(
                        db,
                        pictures,
                        listings,
                        store,
                        removals,
                        completion,
                        domain.client(Listings.class),
                        new ListingImages(config.mediaUrl())));
        domain.serve(PictureImport.class, new PictureImportRpc(pictures, processing, store, workers));
        PrivatePictureStore privately = new PrivatePictureStore(db);
        domain.serve(PrivatePictures.class, new PrivatePicturesRpc(db, privately, store, completion));
        domain.on(
                PictureSent.getDefaultInstance(),
                (tx, event) -> PrivatePictureStore.sent(tx, Ids.parse("imageId", event.getImageId())));
        domain.on(
                PictureRemoved.getDefaultInstance(),
                (tx, event) -> PrivatePictureStore.remove(tx, Ids.parse("imageId", event.getImageId())));
        PictureSweep sweep = new PictureSweep(vertx, privately, store);
        sweep.start();
        HashCatchUp hashes = new HashCatchUp(vertx, db, store, workers);
        hashes.start();
        Future<Boolean> unused = workers.run(WebpEncoder::isAvailable);
        return new PicturesModule(
                store, pictures, removals, () -> Future.join(sweep.stop(), hashes.stop(), removals.stop())
                        .<Void>mapEmpty()
                        .eventually(cdn::close)
                        .eventually(workers::close)
                        .eventually(store::close));
    }

    /**
     * Deletes all that somebody uploaded. Objects go after the commit, for as long as it takes.
     */
    public Future<Void> forget(Tx tx, UUID userId) {
        return PrivatePictureStore.removeAllOf(tx, userId)
                .compose(ignored -> pictures.deleteOfSeller(tx, userId))
                .map(deleted -> {
                    tx.afterCommit(() -> deleted.forEach(picture -> store.forgetUpload(picture.uploadKey())));
                    return deleted.stream()
                            .flatMap(picture -> picture.mediaKeys().stream())
                            .toList();
                })
                .compose(keys -> removals.request(tx, keys));
    }

    /** Succeeds when the object store answers. */
    public Future<Void> probe() {
        return store.probe();
    }

    /** Waits a while for pictures under way; those that stay behind are completed again by their owners. */
    public Future<Void> close() {
        return end.get();
    }
}
