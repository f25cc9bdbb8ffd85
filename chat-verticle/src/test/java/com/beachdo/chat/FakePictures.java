package com.beachdo.chat;

import com.beachdo.catalog.v1.ImageVariants;
import com.beachdo.catalog.v1.PrivatePicturesService;
import com.beachdo.catalog.v1.ReservePictureReply;
import com.beachdo.catalog.v1.ReservePictureRequest;
import com.beachdo.catalog.v1.SignPicturesReply;
import com.beachdo.catalog.v1.SignPicturesRequest;
import com.beachdo.catalog.v1.SignedPicture;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.RpcException;
import com.google.protobuf.Timestamp;
import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A catalog's pictures for messages: it knows those that it is told. */
final class FakePictures extends PrivatePicturesService {
    /** Owner by id of a completed picture. */
    final Map<String, String> ready = new ConcurrentHashMap<>();

    volatile boolean down;

    String put(String ownerId) {
        String id = Ids.next().toString();
        String unused = ready.put(id, ownerId);
        return id;
    }

    @Override
    public Future<ReservePictureReply> reservePicture(ReservePictureRequest request) {
        return request.getOwnerId().equals(ready.get(request.getImageId()))
                ? Future.succeededFuture(
                        ReservePictureReply.newBuilder().setBlurhash("blur").build())
                : Future.failedFuture(RpcException.notFound("picture.not_found", "You have no such picture."));
    }

    @Override
    public Future<SignPicturesReply> signPictures(SignPicturesRequest request) {
        if (down) {
            return Future.failedFuture(RpcException.unavailable("store.unavailable", "Not now."));
        }
        SignPicturesReply.Builder reply = SignPicturesReply.newBuilder();
        for (String id : request.getImageIdsList()) {
            if (ready.containsKey(id)) {
                reply.addPictures(SignedPicture.newBuilder()
                        .setImageId(id)
                        .setVariants(ImageVariants.newBuilder()
                                .setThumb("https://store/thumb/" + id)
                                .setMedium("https://store/medium/" + id)
                                .setLarge("https://store/large/" + id))
                        .setExpiresAt(Timestamp.newBuilder().setSeconds(4_000_000_000L)));
            }
        }
        return Future.succeededFuture(reply.build());
    }
}
