package com.beachdo.catalog.pictures;

import com.beachdo.catalog.ListingImages;
import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.PictureImport;
import com.beachdo.catalog.v1.Pictures;
import com.beachdo.platform.Domain;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.UUID;

/** The pictures of the catalog: wires their contracts and closes what they opened. */
public final class PicturesModule {
    private final ObjectStore store;
    private final PictureStore pictures;
    private final Workers workers;

    private PicturesModule(ObjectStore store, PictureStore pictures, Workers workers) {
        this.store = store;
        this.pictures = pictures;
        this.workers = workers;
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
        domain.serve(
                Pictures.class,
                new PicturesRpc(
                        db,
                        pictures,
                        listings,
                        store,
                        new Completion(vertx, pictures, processing),
                        domain.client(Listings.class),
                        new ListingImages(config.mediaUrl())));
        domain.serve(PictureImport.class, new PictureImportRpc(pictures, processing, store, workers));
        return new PicturesModule(store, pictures, workers);
    }

    /** Deletes all that somebody uploaded for listings; the objects at once, since the event comes again otherwise. */
    public Future<Void> forget(Tx tx, UUID sellerId) {
        return pictures.deleteOfSeller(tx, sellerId).map(deleted -> {
            for (Picture picture : deleted) {
                store.forgetUpload(picture.uploadKey());
                store.unpublish(picture.mediaKeys());
            }
            return null;
        });
    }

    /** Succeeds when the object store answers. */
    public Future<Void> probe() {
        return store.probe();
    }

    /** Waits a while for pictures under way; those that stay behind are completed again by their owners. */
    public Future<Void> close() {
        return workers.close().eventually(store::close);
    }
}
