package com.beachdo.catalog.quality;

import com.beachdo.catalog.StaffActions;
import com.beachdo.catalog.v1.AddKnownPictureRequest;
import com.beachdo.catalog.v1.KnownPicture;
import com.beachdo.catalog.v1.KnownPictures;
import com.beachdo.catalog.v1.ListKnownPicturesReply;
import com.beachdo.catalog.v1.ListKnownPicturesRequest;
import com.beachdo.catalog.v1.RemoveKnownPictureRequest;
import com.beachdo.common.v1.Empty;
import com.beachdo.moderation.v1.ReportReason;
import com.beachdo.platform.db.Db;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.db.Page;
import com.beachdo.platform.db.Tx;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** The contract of the list of pictures that staff knows to be bad. */
public final class KnownPicturesRpc implements KnownPictures {
    private static final int MIN_NOTE = 3;
    private static final int MAX_NOTE = 500;

    private final Db db;
    private final KnownPictureStore known;

    public KnownPicturesRpc(Db db) {
        this.db = db;
        this.known = new KnownPictureStore(db);
    }

    @Override
    public Future<KnownPicture> addKnownPicture(AddKnownPictureRequest request) {
        UUID image = Ids.parse("imageId", request.getImageId());
        requireGround(request.getGround());
        int length = request.getNote().strip().length();
        if (length < MIN_NOTE || length > MAX_NOTE) {
            throw RpcException.invalid("request.invalid", "/note", "must be 3 to 500 characters");
        }
        UUID staff = Ids.parse("subject", CallContext.current().requireSubject());
        return db.transaction(tx -> KnownPictureStore.look(tx, image)
                .compose(
                        found -> add(tx, hash(found.orElseThrow(KnownPicturesRpc::noPicture)), image, request, staff)));
    }

    private static void requireGround(ReportReason ground) {
        if (ground == ReportReason.REPORT_REASON_UNSPECIFIED || ground == ReportReason.UNRECOGNIZED) {
            throw RpcException.invalid("request.invalid", "/ground", "must be given");
        }
    }

    private static RpcException noPicture() {
        return RpcException.notFound("picture.not_found", "There is no such picture of a listing.");
    }

    private static long hash(KnownPictureStore.Look look) {
        Long hash = look.hash();
        if (hash == null) {
            throw RpcException.conflict("known_picture.too_plain", "There is too little to see to know it again.");
        }
        return hash;
    }

    private static Future<KnownPicture> add(Tx tx, long hash, UUID image, AddKnownPictureRequest request, UUID staff) {
        return KnownPictureStore.hasRoom(tx)
                .compose(room -> KnownPictureStore.ofHash(tx, hash).compose(same -> {
                    if (same.isPresent()) {
                        return Future.succeededFuture(same.get());
                    }
                    if (!room) {
                        throw RpcException.conflict(
                                "known_picture.too_many", "There are " + KnownPictureStore.MOST + " on the list.");
                    }
                    return KnownPictureStore.add(tx, hash, image, request, staff)
                            .compose(added ->
                                    tell(tx, "picture.known.add", added).map(added));
                }));
    }

    private static Future<Void> tell(Tx tx, String action, KnownPicture picture) {
        return StaffActions.tell(
                tx,
                StaffActions.KNOWN_PICTURES,
                action,
                new JsonObject()
                        .put("knownPictureId", picture.getId())
                        .put("imageId", picture.getImageId())
                        .put("ground", KnownPictureStore.name(picture.getGround()))
                        .put("note", picture.getNote()));
    }

    @Override
    public Future<ListKnownPicturesReply> listKnownPictures(ListKnownPicturesRequest request) {
        return known.page(Page.size(request.getLimit()), request.hasCursor() ? request.getCursor() : null)
                .map(page -> {
                    ListKnownPicturesReply.Builder reply =
                            ListKnownPicturesReply.newBuilder().addAllItems(page.items());
                    String next = page.next();
                    return (next == null ? reply : reply.setNextCursor(next)).build();
                });
    }

    @Override
    public Future<Empty> removeKnownPicture(RemoveKnownPictureRequest request) {
        UUID id = Ids.parse("knownPictureId", request.getKnownPictureId());
        return db.transaction(tx -> KnownPictureStore.remove(tx, id)
                .map(found -> found.orElseThrow(
                        () -> RpcException.notFound("known_picture.not_found", "It is not on the list.")))
                .compose(removed -> tell(tx, "picture.known.remove", removed))
                .map(Empty.getDefaultInstance()));
    }
}
