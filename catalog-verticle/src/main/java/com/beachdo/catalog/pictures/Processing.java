package com.beachdo.catalog.pictures;

import com.beachdo.catalog.quality.ListingChecks;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Takes uploaded pictures from the staging bucket to the media bucket, or the private one. */
final class Processing {
    private final Db db;
    private final PictureStore pictures;
    private final ListingPicturesStore listings;
    private final ObjectStore store;
    private final Workers workers;

    Processing(Db db, PictureStore pictures, ListingPicturesStore listings, ObjectStore store, Workers workers) {
        this.db = db;
        this.pictures = pictures;
        this.listings = listings;
        this.store = store;
        this.workers = workers;
    }

    /** What became of an upload. */
    private sealed interface Outcome {
        record Published(Publication publication) implements Outcome {}

        record Refused(PictureFailure failure) implements Outcome {}
    }

    /** The picture as it is in the end; empty when it was deleted, or somebody else processes it. */
    Future<Optional<Picture>> process(Picture waiting) {
        return workers.inPlace(() -> store.findUpload(waiting.uploadKey())
                .map(upload -> problem(waiting, upload))
                .compose(problem -> problem.isEmpty() ? begin(waiting) : refuse(waiting, problem.get())));
    }

    private static Optional<PictureFailure> problem(Picture waiting, Optional<StoredObject> upload) {
        if (upload.isEmpty()) {
            throw RpcException.conflict("picture.not_uploaded", "The picture has not been uploaded.");
        }
        if (upload.get().size() != waiting.size()) {
            return Optional.of(PictureFailure.SIZE_MISMATCH);
        }
        return upload.get().contentType().equals(waiting.format().contentType())
                ? Optional.empty()
                : Optional.of(PictureFailure.TYPE_MISMATCH);
    }

    private Future<Optional<Picture>> refuse(Picture picture, PictureFailure problem) {
        return change(picture, tx -> pictures.fail(tx, picture, problem)).onSuccess(this::forgetUpload);
    }

    private void forgetUpload(Optional<Picture> finished) {
        finished.ifPresent(picture -> store.forgetUpload(picture.uploadKey()));
    }

    private Future<Optional<Picture>> begin(Picture waiting) {
        return change(waiting, tx -> pictures.begin(tx, waiting.id()))
                .compose(begun -> begun.isEmpty() ? Future.succeededFuture(begun) : carryOut(begun.get()));
    }

    private Future<Optional<Picture>> carryOut(Picture begun) {
        return workers.run(() -> makeAnew(begun))
                .compose(outcome -> finish(begun, outcome))
                .recover(failure ->
                        change(begun, tx -> pictures.giveUp(tx, begun)).eventually(() -> Future.failedFuture(failure)));
    }

    /** Blocks. */
    private Outcome makeAnew(Picture begun) {
        byte[] data = store.getUpload(begun.uploadKey(), begun.size() + 1);
        if (data.length != begun.size()) {
            return new Outcome.Refused(PictureFailure.SIZE_MISMATCH);
        }
        try {
            return new Outcome.Published(store(
                    begun,
                    begun.isPrivate()
                            ? Renditions.of(data, begun.format())
                            : Renditions.withWebp(data, begun.format())));
        } catch (BadPictureException bad) {
            return new Outcome.Refused(bad.failure());
        }
    }

    private Publication store(Picture begun, Renditions renditions) {
        if (!begun.isPrivate()) {
            return publish(begun.id(), renditions);
        }
        Publication publication = Publication.of(begun.id(), renditions);
        store.keep(objects(publication, renditions));
        return publication;
    }

    /** Blocks. */
    Publication publish(UUID pictureId, Renditions renditions) {
        Publication publication = Publication.of(pictureId, renditions);
        store.publish(objects(publication, renditions));
        return publication;
    }

    private static Map<String, Buffer> objects(Publication publication, Renditions renditions) {
        Map<String, Buffer> objects = new HashMap<>();
        renditions.jpegs().forEach((rendition, jpeg) -> objects.put(publication.key(rendition), jpeg));
        renditions
                .webps()
                .forEach((rendition, webp) ->
                        objects.put(Objects.requireNonNull(WebpKeys.beside(publication.key(rendition))), webp));
        return objects;
    }

    private Future<Optional<Picture>> finish(Picture begun, Outcome outcome) {
        if (outcome instanceof Outcome.Published published) {
            return change(begun, tx -> pictures.publish(tx, begun, published.publication()))
                    .onSuccess(this::forgetUpload)
                    .compose(ready -> ready.isPresent()
                            ? Future.succeededFuture(ready)
                            : discard(begun, published.publication()));
        }
        return refuse(begun, ((Outcome.Refused) outcome).failure());
    }

    /** Another attempt publishes the same content under the same keys: only what is not wanted at all goes. */
    private Future<Optional<Picture>> discard(Picture begun, Publication publication) {
        return pictures.isWanted(begun.id()).map(wanted -> {
            if (!wanted) {
                store.forgetUpload(begun.uploadKey());
                if (begun.isPrivate()) {
                    store.drop(publication.allKeys());
                } else {
                    store.unpublish(publication.allKeys());
                }
            }
            return Optional.empty();
        });
    }

    /** Changes a picture, and what its listing shows. */
    private Future<Optional<Picture>> change(Picture picture, Function<Tx, Future<Optional<Picture>>> change) {
        if (picture.isPrivate()) {
            return db.transaction(change);
        }
        return db.transaction(tx -> listings.lock(tx, picture.belongsTo())
                .compose(listing -> listing.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : change(tx, listing.get(), change)));
    }

    private Future<Optional<Picture>> change(
            Tx tx, ListingPictures listing, Function<Tx, Future<Optional<Picture>>> change) {
        return change.apply(tx)
                .compose(changed -> changed.isEmpty()
                        ? Future.succeededFuture(changed)
                        : listings.save(tx, listing, listing.withChanged(changed.get()))
                                .compose(ignored -> checkLater(tx, listing, changed.get()))
                                .map(changed));
    }

    /** What is handed in has its pictures looked through as well; those of a draft are when it is. */
    private static Future<Void> checkLater(Tx tx, ListingPictures listing, Picture changed) {
        return changed.status() == PictureStatus.READY && !listing.status().equals("DRAFT")
                ? ListingChecks.pictureDue(tx, listing.listingId(), changed.id())
                : Future.succeededFuture();
    }
}
