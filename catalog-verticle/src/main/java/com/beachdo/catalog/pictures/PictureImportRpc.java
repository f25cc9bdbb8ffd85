package com.beachdo.catalog.pictures;

import com.beachdo.catalog.v1.ImportPictureReply;
import com.beachdo.catalog.v1.ImportPictureRequest;
import com.beachdo.catalog.v1.PictureImport;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.RpcException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.UUID;

/** The import contract: pictures that no client uploads, each stored once however often it is imported. */
final class PictureImportRpc implements PictureImport {
    private final PictureStore pictures;
    private final Processing processing;
    private final ObjectStore store;
    private final Workers workers;

    PictureImportRpc(PictureStore pictures, Processing processing, ObjectStore store, Workers workers) {
        this.pictures = pictures;
        this.processing = processing;
        this.store = store;
        this.workers = workers;
    }

    /** A picture whose sizes are stored, not yet known to the database. */
    private record Made(PictureFormat format, Publication publication) {}

    @Override
    public Future<ImportPictureReply> importPicture(ImportPictureRequest request) {
        int size = request.getData().size();
        if (size < 1 || size > Picture.MAX_BYTES) {
            throw RpcException.invalid("picture.too_large", "/data", "must have 1 to " + Picture.MAX_BYTES + " bytes");
        }
        byte[] data = request.getData().toByteArray();
        return workers.inPlace(() -> workers.run(() -> Buffer.buffer(Publication.sha256(data)))
                        .compose(hash -> pictures.findImported(hash).compose(known -> known.map(Future::succeededFuture)
                                .orElseGet(() -> store(data, hash)))))
                .map(id -> ImportPictureReply.newBuilder()
                        .setPictureId(id.toString())
                        .build());
    }

    private Future<UUID> store(byte[] data, Buffer hash) {
        UUID id = Ids.next();
        return workers.run(() -> make(id, data))
                .compose(made -> pictures.insertImported(id, made.format(), data.length, hash, made.publication())
                        .compose(fresh -> fresh ? Future.succeededFuture(id) : another(hash, made.publication())));
    }

    /** Blocks. */
    private Made make(UUID id, byte[] data) {
        try {
            Renditions renditions = Renditions.withWebp(data, null);
            return new Made(renditions.source(), processing.publish(id, renditions));
        } catch (BadPictureException bad) {
            throw RpcException.invalid(
                    bad.failure().code(), "/data", bad.failure().message());
        }
    }

    /** Somebody imported the same at the same time, and won. */
    private Future<UUID> another(Buffer hash, Publication ours) {
        store.unpublish(ours.allKeys());
        return pictures.findImported(hash).map(Optional::orElseThrow);
    }
}
