package com.beachdo.edge.http;

import com.beachdo.common.v1.ExportMineRequest;
import com.beachdo.common.v1.PersonalData;
import com.beachdo.platform.auth.Claims;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.Channel;
import com.beachdo.platform.rpc.Rpc;
import com.beachdo.platform.rpc.RpcMethod;
import com.google.protobuf.Message;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Answers with everything that is held about the caller: an archive of what each domain says. */
public final class Export implements OwnHandler {
    private static final List<String> DOMAINS = List.of("identity", "catalog", "chat", "forum", "moderation");

    private final Vertx vertx;
    private final Channel channel;

    public Export(Vertx vertx, Channel channel) {
        this.vertx = vertx;
        this.channel = channel;
    }

    @Override
    public Future<Buffer> handle(CallContext caller, Claims claims) {
        List<Future<Message>> parts = new ArrayList<>();
        for (String domain : DOMAINS) {
            RpcMethod method = Objects.requireNonNull(
                    Rpc.named("beachdo." + domain + ".v1.Privacy").method("ExportMine"));
            parts.add(channel.call(method, ExportMineRequest.getDefaultInstance(), caller));
        }
        return Future.all(parts).compose(all -> vertx.executeBlocking(() -> zip(parts), false));
    }

    private static Buffer zip(List<Future<Message>> parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < parts.size(); i++) {
                zip.putNextEntry(new ZipEntry(DOMAINS.get(i) + ".json"));
                if (parts.get(i).result() instanceof PersonalData data) {
                    zip.write(data.getJson().getBytes(StandardCharsets.UTF_8));
                }
                zip.closeEntry();
            }
        }
        return Buffer.buffer(bytes.toByteArray());
    }
}
