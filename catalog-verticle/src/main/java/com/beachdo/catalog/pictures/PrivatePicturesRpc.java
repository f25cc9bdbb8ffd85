package com.beachdo.catalog.pictures;

import com.beachdo.catalog.v1.CompletePrivatePictureRequest;
import com.beachdo.catalog.v1.CreateImageReply;
import com.beachdo.catalog.v1.CreatePrivatePictureRequest;
import com.beachdo.catalog.v1.Image;
import com.beachdo.catalog.v1.ImageStatus;
import com.beachdo.catalog.v1.PrivatePictures;
import com.beachdo.catalog.v1.ReservePictureReply;
import com.beachdo.catalog.v1.ReservePictureRequest;
import com.beachdo.catalog.v1.SignPicturesReply;
import com.beachdo.catalog.v1.SignPicturesRequest;
import com.beachdo.catalog.v1.SignedPicture;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** The contract of pictures that go into messages. */
final class PrivatePicturesRpc implements PrivatePictures {
    private static final int MOST_UNSENT = 20;
    private static final int MOST_SIGNED = 200;

    private final Db db;
    private final PrivatePictureStore pictures;
    private final ObjectStore store;
    private final Completion completion;

    PrivatePicturesRpc(Db db, PrivatePictureStore pictures, ObjectStore store, Completion completion) {
        this.db = db;
        this.pictures = pictures;
        this.store = store;
        this.completion = completion;
    }

    @Override
    public Future<CreateImageReply> createPrivatePicture(CreatePrivatePictureRequest request) {
        UUID owner = caller();
        PictureFormat format = PictureFormat.announced(request.getContentType(), request.getSize());
        UUID pictureId = Ids.next();
        return sign(request, owner, pictureId)
                .compose(signed -> db.once(request, CreateImageReply.getDefaultInstance(), tx -> pictures.insertPending(
                                tx, pictureId, owner, format, request.getSize(), MOST_UNSENT)
                        .map(inserted -> {
                            if (!inserted) {
                                throw RpcException.conflict(
                                        "picture.too_many",
                                        "You have " + MOST_UNSENT + " pictures that wait to be sent.");
                            }
                            return signed;
                        })))
                .compose(reply -> PicturesRpc.isFresh(reply)
                        ? Future.succeededFuture(reply)
                        : sign(request, owner, UUID.fromString(reply.getImageId())));
    }

    private Future<CreateImageReply> sign(CreatePrivatePictureRequest request, UUID owner, UUID pictureId) {
        return store.signUpload(
                        Picture.uploadKey(owner.toString(), pictureId), request.getContentType(), request.getSize())
                .map(upload -> CreateImageReply.newBuilder()
                        .setImageId(pictureId.toString())
                        .setUpload(upload.toUpload())
                        .build());
    }

    @Override
    public Future<Image> completePrivatePicture(CompletePrivatePictureRequest request) {
        UUID owner = caller();
        UUID pictureId = Ids.parse("imageId", request.getImageId());
        return completion.complete(() -> pictures.find(pictureId, owner)).compose(this::toImage);
    }

    private Future<Image> toImage(Picture picture) {
        Image.Builder image = Image.newBuilder()
                .setId(picture.id().toString())
                .setStatus(ImageStatus.valueOf("IMAGE_STATUS_" + picture.status()));
        String failure = picture.image().getString("failure");
        if (failure != null) {
            image.setFailure(failure);
        }
        return picture.status() != PictureStatus.READY
                ? Future.succeededFuture(image.build())
                : store.signReads(picture.mediaKeys()).map(signed -> image.setVariants(signed.variants(picture))
                        .setBlurhash(picture.image().getString("blurhash"))
                        .build());
    }

    @Override
    public Future<ReservePictureReply> reservePicture(ReservePictureRequest request) {
        return pictures.reserve(Ids.parse("imageId", request.getImageId()), Ids.parse("ownerId", request.getOwnerId()))
                .map(found -> {
                    Picture picture = found.orElseThrow(PrivatePictureStore::notFound);
                    if (picture.status() == PictureStatus.FAILED) {
                        throw RpcException.conflict(
                                "picture.failed",
                                "The picture was rejected: " + picture.image().getString("failure") + ".");
                    }
                    if (picture.status() != PictureStatus.READY) {
                        throw RpcException.conflict(
                                "picture.not_ready", "The picture is not completed yet. Upload and complete it first.");
                    }
                    return ReservePictureReply.newBuilder()
                            .setBlurhash(picture.image().getString("blurhash"))
                            .build();
                });
    }

    @Override
    public Future<SignPicturesReply> signPictures(SignPicturesRequest request) {
        if (request.getImageIdsCount() > MOST_SIGNED) {
            throw RpcException.invalid("request.invalid", "/imageIds", "must be at most " + MOST_SIGNED);
        }
        List<UUID> ids = request.getImageIdsList().stream()
                .map(id -> Ids.parse("imageIds", id))
                .toList();
        return pictures.ready(ids).compose(ready -> store.signReads(ready.stream()
                        .flatMap(picture -> picture.mediaKeys().stream())
                        .toList())
                .map(signed -> SignPicturesReply.newBuilder()
                        .addAllPictures(ready.stream()
                                .map(picture -> SignedPicture.newBuilder()
                                        .setImageId(picture.id().toString())
                                        .setVariants(signed.variants(picture))
                                        .setExpiresAt(signed.expiry())
                                        .build())
                                .toList())
                        .build()));
    }

    private static UUID caller() {
        return UUID.fromString(CallContext.current().requireSubject());
    }
}
